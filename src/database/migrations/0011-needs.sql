-- What customers need, what we promised them, whom in the house we handed it to; what they answered when asked; and what
-- else was seen of them: enquiries, mentions, their visits to us, their own stock.

-- state is today's view; need_change tells how it came to be. fit: how well present products meet it, 0–100.
create table need (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  external_id text,
  text text not null,
  kind text not null check (kind in ('stated', 'hidden')),
  nature text not null check (nature in ('product', 'delivery', 'price', 'service', 'technical', 'relation', 'other')),
  importance smallint not null check (importance between 1 and 3),
  urgency smallint not null check (urgency between 1 and 3),
  level smallint check (level between 1 and 5),
  evidence text not null default '',
  source text check (source in (
    'interview', 'visit', 'call', 'survey', 'complaint', 'data', 'market_research', 'competitor')),
  contact_id uuid,
  product_id integer references product (id),
  project_id uuid,
  owner_id uuid references member (id),
  due_on date,
  fit smallint check (fit between 0 and 100),
  state text not null check (state in ('open', 'met', 'unmet', 'dropped')),
  state_at timestamptz not null,
  state_reason text not null default '',
  said_at timestamptz not null,
  fact_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  created_by uuid references member (id),
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id),
  foreign key (customer_id, project_id) references project (customer_id, id)
);
create index need_said_at on need (customer_id, said_at desc);
create index need_external_id on need (customer_id, external_id);
create index need_contact_id on need (customer_id, contact_id);
create index need_project_id on need (customer_id, project_id);
create index need_product_id on need (product_id);
create index need_owner_id on need (owner_id);
create index need_created_by on need (created_by);
create index need_unmet on need (customer_id, id) where state in ('open', 'unmet');

-- first_due_on is what was said first; a new date keeps it. A promise that is kept or broken has an ending.
-- overdue_due_on: the date whose passing was told already, overdue_fact_ids the facts that told it.
create table promise (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  external_id text,
  need_id uuid,
  text text not null,
  made_at timestamptz not null,
  first_due_on date not null,
  due_on date not null,
  owner_id uuid references member (id),
  contact_id uuid,
  technical_check text not null check (technical_check in ('none', 'needed', 'passed', 'failed')),
  checked_at timestamptz,
  checked_by uuid references member (id),
  check_reason text not null default '',
  ending text check (ending in ('kept', 'broken')),
  ended_at timestamptz,
  ended_by uuid references member (id),
  ending_text text not null default '',
  overdue_due_on date,
  overdue_fact_ids uuid[] not null default '{}',
  task_id uuid,
  fact_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  created_by uuid references member (id),
  primary key (customer_id, id),
  constraint promise_ending_whole check ((ending is null) = (ended_at is null)),
  foreign key (customer_id, need_id) references need (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id)
);
create index promise_made_at on promise (customer_id, made_at desc);
create index promise_external_id on promise (customer_id, external_id);
create index promise_need_id on promise (customer_id, need_id);
create index promise_contact_id on promise (customer_id, contact_id);
create index promise_open on promise (due_on) where ending is null;
create index promise_owner_id on promise (owner_id);
create index promise_checked_by on promise (checked_by);
create index promise_ended_by on promise (ended_by);
create index promise_created_by on promise (created_by);

-- A need or a promise handed to a team or a member; received and answered there, seen by both sides.
create table hand_over (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  need_id uuid,
  promise_id uuid,
  to_team uuid references team (id),
  to_member uuid references member (id),
  message text not null,
  due_on date,
  sent_at timestamptz not null,
  sent_by uuid references member (id),
  received_at timestamptz,
  received_by uuid references member (id),
  answer text check (answer in ('accepted', 'declined')),
  answer_text text not null default '',
  answered_at timestamptz,
  answered_by uuid references member (id),
  task_id uuid,
  primary key (customer_id, id),
  constraint hand_over_subject check (num_nonnulls(need_id, promise_id) = 1),
  constraint hand_over_addressee check (num_nonnulls(to_team, to_member) = 1),
  foreign key (customer_id, need_id) references need (customer_id, id),
  foreign key (customer_id, promise_id) references promise (customer_id, id)
);
create index hand_over_id on hand_over (id);
create index hand_over_need_id on hand_over (customer_id, need_id);
create index hand_over_promise_id on hand_over (customer_id, promise_id);
create index hand_over_to_team on hand_over (to_team, sent_at desc);
create index hand_over_to_member on hand_over (to_member, sent_at desc);
create index hand_over_sent_by on hand_over (sent_by, sent_at desc);
create index hand_over_received_by on hand_over (received_by);
create index hand_over_answered_by on hand_over (answered_by);
create index hand_over_unreceived on hand_over (due_on) where received_at is null;

-- The story of needs and promises: what was changed, when and by whom; details holds the values from and to.
create table need_change (
  customer_id bigint not null,
  id uuid not null,
  need_id uuid,
  promise_id uuid,
  what text not null check (what in (
    'recorded', 'changed', 'met', 'unmet', 'dropped', 'reopened', 'promised', 'postponed', 'checked', 'kept', 'broken',
    'handed_over', 'received', 'answered')),
  note text not null default '',
  details jsonb not null default '{}',
  changed_at timestamptz not null,
  changed_by uuid references member (id),
  primary key (customer_id, id),
  constraint need_change_subject check (num_nonnulls(need_id, promise_id) >= 1),
  foreign key (customer_id, need_id) references need (customer_id, id),
  foreign key (customer_id, promise_id) references promise (customer_id, id)
);
create index need_change_need_id on need_change (customer_id, need_id, changed_at);
create index need_change_promise_id on need_change (customer_id, promise_id, changed_at);
create index need_change_changed_by on need_change (changed_by);

-- given is what was answered on its scale, score what it counts: 0–10 for nps, 0–100 for csat and ces.
create table survey_answer (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  external_id text,
  question text not null check (question in ('nps', 'csat', 'ces')),
  scale text not null check (scale in ('0-10', '1-5', '1-7', '0-100')),
  given smallint not null,
  score smallint not null,
  comment text not null default '',
  contact_id uuid,
  answered_at timestamptz not null,
  fact_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  created_by uuid references member (id),
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id)
);
create index survey_answer_answered_at on survey_answer (customer_id, answered_at desc);
create index survey_answer_external_id on survey_answer (customer_id, external_id);
create index survey_answer_contact_id on survey_answer (customer_id, contact_id);
create index survey_answer_created_by on survey_answer (created_by);

-- What was seen of a customer beside orders and contacts. subject: which rival, policy, place of a mention.
-- strength: of a rival's signal. quantity: of stock, or how often the customer came.
create table observation (
  customer_id bigint not null references customer (customer_id),
  id uuid not null,
  external_id text,
  kind text not null check (kind in (
    'competitor_enquiry', 'product_enquiry', 'policy_enquiry', 'mention', 'customer_visit', 'customer_stock')),
  subject text not null default '',
  note text not null default '',
  strength smallint check (strength between 1 and 3),
  place text check (place in ('portal', 'website', 'site')),
  quantity numeric(18, 4),
  unit text,
  product_id integer references product (id),
  contact_id uuid,
  member_id uuid references member (id),
  occurred_at timestamptz not null,
  fact_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contact (customer_id, id)
);
create index observation_occurred_at on observation (customer_id, kind, occurred_at desc);
create index observation_external_id on observation (customer_id, external_id);
create index observation_contact_id on observation (customer_id, contact_id);
create index observation_product_id on observation (product_id);
create index observation_member_id on observation (member_id);

grant select, insert, update, delete on need, promise, hand_over, survey_answer, observation to changke_app;
grant select, insert on need_change to changke_app;
