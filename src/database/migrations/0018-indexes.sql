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
