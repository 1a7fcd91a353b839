-- Each statement may run again: a database that commits them one by one may be killed between two.
-- The log: one row per event, its place dense from 1. Written by Axon's JDBC engine under append_lock.
create table if not exists log (
  place                bigint primary key,
  event_identifier     varchar(64) not null,
  aggregate_identifier varchar(1024) not null,
  sequence_number      bigint not null,
  aggregate_type       varchar(64),
  time_stamp           varchar(64) not null,
  payload_type         varchar(64) not null,
  payload_revision     varchar(16),
  payload              bytea not null,
  meta_data            bytea not null,
  constraint log_event unique (event_identifier),
  constraint log_version unique (aggregate_identifier, sequence_number)
);
create index if not exists log_by_type on log (payload_type, place);

-- Axon asks for snapshots when it loads an aggregate; none is ever taken.
create table if not exists log_snapshot (
  event_identifier     varchar(64) not null,
  aggregate_identifier varchar(1024) not null,
  sequence_number      bigint not null,
  aggregate_type       varchar(64) not null,
  time_stamp           varchar(64) not null,
  payload_type         varchar(64) not null,
  payload_revision     varchar(16),
  payload              bytea not null,
  meta_data            bytea,
  primary key (aggregate_identifier, sequence_number)
);

-- One row: who holds it may append; place is that of the newest event.
create table if not exists append_lock (
  id    integer primary key,
  place bigint not null
);
insert into append_lock (id, place) select 1, 0 where not exists (select 1 from append_lock);

-- How far each read model has followed the log.
create table if not exists token (
  processor  varchar(64) not null,
  segment    integer not null,
  token      bytea,
  token_type varchar(255),
  time_stamp varchar(64),
  owner      varchar(255),
  primary key (processor, segment)
);

-- Names of persons, which never enter the log: the event holds the keyed hash.
create table if not exists name (
  kind varchar(16) not null,
  id   varchar(64) not null,
  hash varchar(64) not null,
  name varchar(100000) not null,
  primary key (kind, id, hash)
);

-- One row: the key under which block ids and name hashes are made.
create table if not exists store (
  id  integer primary key,
  hmac_key bytea not null
);
