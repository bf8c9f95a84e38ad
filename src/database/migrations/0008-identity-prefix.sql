-- no transaction
-- A search finds customers by the beginning of an external number, which the index of the primary key cannot where the
-- database sorts by a language.
create index concurrently if not exists customer_identity_prefix on customer_identity (key text_pattern_ops);
