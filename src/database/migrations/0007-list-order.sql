-- no transaction
-- Lists of many customers are read in the order of one of these, and counted from the narrow copies of what they may be
-- narrowed by: the rows themselves are wide.
create index concurrently if not exists judgement_amount_year on judgement (amount_year, customer_id);
create index concurrently if not exists judgement_score on judgement (score, customer_id);
create index concurrently if not exists judgement_last_order_on on judgement (last_order_on, customer_id);
create index concurrently if not exists judgement_narrow on judgement (customer_id) include (tier, colour, stage, amount_year, score, last_order_on);
create index concurrently if not exists customer_pinyin on customer (left(pinyin, 60), customer_id);
create index concurrently if not exists customer_narrow on customer (customer_id) include (tier, owner_a, owner_b, region);
