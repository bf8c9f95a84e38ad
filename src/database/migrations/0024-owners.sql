-- no transaction
-- Who asks for the customers of one owner is given them by an index alone, in the order of their names where that is
-- asked: the rows of customers are wide, and those of one owner lie far apart.
create index concurrently if not exists customer_of_owner_a on customer (owner_a, left(pinyin, 60), customer_id)
  include (owner_b, region);
create index concurrently if not exists customer_of_owner_b on customer (owner_b, left(pinyin, 60), customer_id)
  include (owner_a, region);
drop index concurrently if exists customer_owner_a;
drop index concurrently if exists customer_owner_b;
