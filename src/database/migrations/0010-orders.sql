-- Amounts that equal finance's: tax and batch by line, which document an order is, a second party, goods that left.

-- documents: what the papers are whose amounts these are. second_party: the end customer of a dealer, or the payer;
-- its key is an external id, which may be that of a customer of ours. original_number: the order that a return takes back.
alter table customer_order
  add column documents text not null default 'ordered' check (documents in ('ordered', 'shipped', 'invoiced')),
  add column second_party text,
  add column second_party_key text,
  add column original_number text;

-- amount stays what is paid, tax is the part of it that is tax; null where nobody said. unit: where it is not the product's.
alter table order_line
  add column tax bigint,
  add column batch text,
  add column unit text,
  add column project text,
  add column site text;

-- Batches of products that lines have named, so that whoever got one can be found.
create table product_lot (
  product_id integer not null references product (id),
  batch text not null,
  first_seen_on date not null,
  primary key (product_id, batch)
);

-- Goods that left our house, one row per delivery note. order_number names the order of ours that a line fulfils.
create table shipment (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  number text not null,
  shipped_at timestamptz not null,
  amount bigint not null,
  fact_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (customer_id, id),
  constraint shipment_number_key unique (customer_id, number)
);
create index shipment_shipped_at on shipment (customer_id, shipped_at desc);

create table shipment_line (
  customer_id bigint not null,
  shipment_id uuid not null,
  product_id integer not null references product (id),
  occurrence integer not null,
  order_number text,
  quantity numeric(18, 4) not null,
  amount bigint not null,
  tax bigint,
  batch text,
  primary key (customer_id, shipment_id, product_id, occurrence),
  foreign key (customer_id, shipment_id) references shipment (customer_id, id)
);
create index shipment_line_product_id on shipment_line (product_id);
create index shipment_line_order_number on shipment_line (customer_id, order_number, product_id)
  where order_number is not null;

grant select, insert, update, delete on product_lot, shipment, shipment_line to changke_app;
