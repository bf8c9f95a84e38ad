-- What customers owe us: invoices with their due days, what was paid, the terms agreed, and when we stopped deliveries.

-- due_given is what a file said, due_on follows it or the terms in force on the invoice day, agreed_due_on is where
-- later terms moved it. withheld is the part kept back as retention money: it is not late while it is withheld.
create table receivable (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('invoice', 'credit_note', 'retention_money')),
  invoiced_on date not null,
  due_given date,
  due_on date not null,
  agreed_due_on date not null,
  amount bigint not null check (amount >= 0),
  withheld bigint not null default 0 check (withheld >= 0),
  tax bigint check (tax >= 0),
  order_number text,
  project text,
  corrects_number text,
  disputed_since date,
  dispute_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (customer_id, id),
  constraint receivable_number_key unique (customer_id, number)
);
create index receivable_invoiced_on on receivable (customer_id, invoiced_on desc);

-- One row per payment and the receivable it names; without a name it settles what is due first. What we paid back is negative.
create table payment (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  number text not null,
  paid_on date not null,
  amount bigint not null,
  method text,
  receivable_number text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (customer_id, id),
  constraint payment_number_key unique nulls not distinct (customer_id, number, receivable_number)
);
create index payment_paid_on on payment (customer_id, paid_on desc);

-- What settled what, computed anew whenever one side changes. source_id: a payment, or the receivable that is a credit note.
create table payment_allocation (
  customer_id bigint not null,
  receivable_id uuid not null,
  source_id uuid not null,
  source text not null check (source in ('payment', 'credit_note')),
  amount bigint not null check (amount > 0),
  settled_on date not null,
  primary key (customer_id, receivable_id, source_id),
  foreign key (customer_id, receivable_id) references receivable (customer_id, id)
);
create index payment_allocation_source_id on payment_allocation (customer_id, source_id);

-- Terms as dated rows: of those approved, the one that began last and has not ended is in force. moves_open: receivables
-- still open when it begins are due by it too.
create table credit_term (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  kind text not null check (kind in ('prepaid', 'cash_on_delivery', 'monthly', 'on_invoice', 'other')),
  days integer not null check (days between 0 and 730),
  retention_percent numeric(5, 2) not null default 0 check (retention_percent between 0 and 100),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  moves_open boolean not null default false,
  reason text not null default '',
  proposed_at timestamptz not null,
  proposed_by uuid references member (id),
  approved_at timestamptz,
  approved_by uuid references member (id),
  refused_at timestamptz,
  refused_by uuid references member (id),
  primary key (customer_id, id),
  check (approved_at is null or refused_at is null)
);
create index credit_term_starts_on on credit_term (customer_id, starts_on desc);
create index credit_term_proposed_by on credit_term (proposed_by);
create index credit_term_approved_by on credit_term (approved_by);
create index credit_term_refused_by on credit_term (refused_by);

-- We stopped deliveries (停货), and why; lifted with a reason of its own.
create table credit_hold (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  reason text not null,
  set_at timestamptz not null,
  set_by uuid references member (id),
  lifted_at timestamptz,
  lifted_by uuid references member (id),
  lift_reason text,
  primary key (customer_id, id)
);
create index credit_hold_set_at on credit_hold (customer_id, set_at desc);
create index credit_hold_set_by on credit_hold (set_by);
create index credit_hold_lifted_by on credit_hold (lifted_by);

grant select, insert, update, delete on receivable, payment, payment_allocation, credit_term, credit_hold to changke_app;
