create table dataset (
  id text primary key,
  name text not null,
  synthetic integer not null check (synthetic in (0, 1)),
  created_at text not null,
  retired_at text
);

create table dataset_version (
  id text primary key,
  dataset_id text not null references dataset (id),
  number integer not null,
  blob text not null,
  hash text not null,
  rows integer not null,
  created_at text not null,
  unique (dataset_id, number)
);

create table question (
  id text primary key,
  body text not null,
  sentence text not null
);

create table run (
  id text primary key,
  question_id text not null references question (id),
  dataset_version_id text not null references dataset_version (id),
  seed integer not null,
  finished_at text not null
);

create table model (
  id text primary key,
  run_id text not null references run (id),
  blob text not null,
  name text not null,
  summary text not null,
  created_at text not null
);

create table champion (
  id text primary key,
  dataset_id text not null references dataset (id),
  question_id text not null references question (id),
  model_id text not null references model (id),
  since text not null,
  until text
);
create unique index one_champion on champion (dataset_id, question_id) where until is null;

create table challenger (
  dataset_id text not null references dataset (id),
  question_id text not null references question (id),
  model_id text not null references model (id),
  comparison text,
  created_at text not null,
  primary key (dataset_id, question_id)
);

create table job (
  id text primary key,
  kind text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  attempts integer not null,
  requested_by text not null,
  what text not null,
  done integer not null,
  total integer not null,
  result text,
  code text,
  detail text,
  created_at text not null,
  ended_at text
);
-- one training at a time: the second insert is refused
create unique index one_active_job on job (kind) where state in ('queued', 'running');

create table audit (
  seq integer primary key,
  at text not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail text not null,
  previous text not null,
  hash text not null
);

create table forecast_log (
  id text primary key,
  at text not null,
  model_id text not null references model (id),
  forecasts integer not null
);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit is append-only';
end
$$;
create trigger audit_is_not_changed before update or delete on audit for each row execute function audit_is_append_only();
