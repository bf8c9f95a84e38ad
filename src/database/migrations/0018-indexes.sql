-- no transaction
-- Indexes on tables that hold rows already: made while people go on working.
create index concurrently if not exists contact_person_id on contact (person_id);
create index concurrently if not exists contact_phone on contact (phone) where phone is not null;
create index concurrently if not exists contact_successor_id on contact (customer_id, successor_id);
create index concurrently if not exists customer_group_parent_id on customer_group (parent_id);
create index concurrently if not exists customer_order_second_party_key on customer_order (second_party_key, ordered_at desc)
  where second_party_key is not null;
create index concurrently if not exists customer_order_original_number on customer_order (customer_id, original_number)
  where original_number is not null;
create index concurrently if not exists order_line_batch on order_line (batch, product_id) where batch is not null;
create index concurrently if not exists customer_confirmed_by on customer (confirmed_by);
create index concurrently if not exists import_run_undone_by on import_run (undone_by);
create index concurrently if not exists customer_duplicate_name on customer (duplicate_name(name));
create index concurrently if not exists customer_duplicate_short_name on customer (duplicate_name(short_name)) where short_name is not null;
create index concurrently if not exists customer_duplicate_phone on customer (duplicate_phone(phone)) where phone is not null;
create index concurrently if not exists customer_duplicate_tax_number on customer (duplicate_tax_number(tax_number)) where tax_number is not null;
create index concurrently if not exists customer_duplicate_address on customer (duplicate_address(address)) where address is not null;
create index concurrently if not exists contact_duplicate_phone on contact (duplicate_phone(phone)) where phone is not null;
create index concurrently if not exists customer_updated_at on customer (updated_at);
create index concurrently if not exists audit_entry_action on audit_entry (action, at desc);
create index concurrently if not exists interaction_task_id on interaction (customer_id, task_id);

-- Lists of a million customers: each order of a list has an index that knows what judgements are narrowed by, so that a
-- page is found without reading a row that is not shown.
create index concurrently if not exists judgement_by_amount_year on judgement (amount_year, customer_id)
  include (tier, colour, stage, colour_month);
create index concurrently if not exists judgement_by_score on judgement (score, customer_id)
  include (tier, colour, stage, colour_month);
create index concurrently if not exists judgement_by_last_order_on on judgement (last_order_on, customer_id)
  include (tier, colour, stage, colour_month);
create index concurrently if not exists judgement_slim on judgement (customer_id)
  include (tier, colour, stage, colour_month, amount_year, score, last_order_on);
drop index concurrently if exists judgement_amount_year;
drop index concurrently if exists judgement_score;
drop index concurrently if exists judgement_last_order_on;
drop index concurrently if exists judgement_narrow;

-- Of few customers, whatever the order.
create index concurrently if not exists judgement_tier on judgement (tier, customer_id);
create index concurrently if not exists judgement_moved on judgement (customer_id) include (colour, colour_month)
  where colour > 0 and colour <> colour_month;
create index concurrently if not exists customer_slim on customer (customer_id) include (owner_a, owner_b, region, group_id);
drop index concurrently if exists customer_narrow;
create index concurrently if not exists customer_region on customer (region, left(pinyin, 60), customer_id);

-- A case tells its level to whoever passes by in the order of a list, and its customers to whoever asks for a level.
create unique index concurrently if not exists warning_case_open_once on warning_case (customer_id) include (level)
  where ended_at is null;
drop index concurrently if exists warning_case_one_open;
create index concurrently if not exists warning_case_level on warning_case (level, customer_id) where ended_at is null;

-- The last four digits of a phone, which people say to tell who called; a whole number has its index already.
create index concurrently if not exists customer_phone_tail on customer (right(duplicate_phone(phone), 4))
  where phone is not null;
create index concurrently if not exists contact_phone_tail on contact (right(duplicate_phone(phone), 4))
  where phone is not null;
