-- How members prove who they are: the tables of better-auth (local class), apart from ours, pointing at member, never the
-- other way. A user is a member who may sign in, under the member's own id; the names of its fields are mapped in
-- domain/team/sign-in.ts, and a test asks better-auth whether it wants anything changed here.

create schema auth;
grant usage on schema auth to changke_app;

create table auth."user" (
  id uuid primary key references public.member (id),
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint user_email_key unique (email)
);

create table auth.session (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint session_token_key unique (token)
);
create index session_user_id on auth.session (user_id);

create table auth.account (
  id uuid primary key,
  user_id uuid not null references auth."user" (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_user_id on auth.account (user_id);

create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on auth.verification (identifier);

-- One row per counted attempt (a sign-in from an address, a failure of an account), so that all processes agree on limits.
-- Rows older than their window are removed by the next attempt under the same key.
create table auth.attempt (
  key text not null,
  id uuid not null,
  at timestamptz not null,
  primary key (key, id)
);
create index attempt_key_at on auth.attempt (key, at);
create index attempt_at on auth.attempt (at);

grant select, insert, update, delete on auth."user", auth.session, auth.account, auth.verification, auth.attempt to changke_app;
