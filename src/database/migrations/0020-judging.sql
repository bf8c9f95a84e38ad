-- What a plan says about a customer beside its health. Bits and lists stand in the plan's order; rfm is
-- recency * 100 + frequency * 10 + monetary. The digest is a hash of all the rest, so that a run writes only what changed.
alter table judgement
  add column rfm smallint,
  add column rfm_class text,
  add column classes text[],
  add column badges bit varying not null default b'',
  add column tags bit varying not null default b'',
  add column insights jsonb,
  add column tier_proposed text,
  add column tier_protected boolean not null default false,
  add column digest bigint;

-- Only health writes these rows, with the version it has just read; looking it up again for every row of a book of a
-- million customers costs as much as writing the rows.
alter table judgement drop constraint judgement_plan_version_fkey;
alter table judgement_history drop constraint judgement_history_plan_version_fkey;
