-- Lists of a million customers: each order of a list has an index that knows what judgements are narrowed by, so that a
-- page is found without reading a row that is not shown.

-- The colour thirty days before as_of, null where it was not known: who changed since is told without the history.
alter table judgement add column colour_month smallint;
update judgement set colour_month = (
  select nullif(history.colour, 0) from judgement_history history
  where history.customer_id = judgement.customer_id and history.as_of <= judgement.as_of - 30
  order by history.as_of desc limit 1);

drop index judgement_amount_year, judgement_score, judgement_last_order_on, judgement_narrow;
create index judgement_amount_year on judgement (amount_year, customer_id) include (tier, colour, stage, colour_month);
create index judgement_score on judgement (score, customer_id) include (tier, colour, stage, colour_month);
create index judgement_last_order_on on judgement (last_order_on, customer_id) include (tier, colour, stage, colour_month);
create index judgement_narrow on judgement (customer_id)
  include (tier, colour, stage, colour_month, amount_year, score, last_order_on);

-- Of few customers, whatever the order.
create index judgement_tier on judgement (tier, customer_id);
create index judgement_moved on judgement (customer_id) include (colour, colour_month)
  where colour > 0 and colour <> colour_month;

drop index customer_narrow;
create index customer_narrow on customer (customer_id) include (owner_a, owner_b, region, group_id);
create index customer_region on customer (region, left(pinyin, 60), customer_id);

-- A case tells its level to whoever passes by in the order of a list, and its customers to whoever asks for a level.
drop index warning_case_one_open;
create unique index warning_case_one_open on warning_case (customer_id) include (level) where ended_at is null;
create index warning_case_level on warning_case (level, customer_id) where ended_at is null;

-- The last four digits of a phone, which people say to tell who called; a whole number has its index already.
create index customer_phone_tail on customer (right(duplicate_phone(phone), 4)) where phone is not null;
create index contact_phone_tail on contact (right(duplicate_phone(phone), 4)) where phone is not null;
