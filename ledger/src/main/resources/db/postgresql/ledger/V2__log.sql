-- The shape that version 2 has in db/migration/ledger, for PostgreSQL: one transaction, texts of any
-- length, compared by their bytes whatever the database's own collation is.

-- The log: one row per event, its place dense from 1. Written by Axon's JDBC engine under append_lock.
create table log (
  place                bigint primary key,
  event_identifier     text collate "C" not null,
  aggregate_identifier text collate "C" not null,
  sequence_number      bigint not null,
  aggregate_type       text collate "C",
  time_stamp           text collate "C" not null,
  payload_type         text collate "C" not null,
  payload_revision     text collate "C",
  payload              bytea not null,
  meta_data            bytea not null,
  constraint log_event unique (event_identifier),
  constraint log_version unique (aggregate_identifier, sequence_number)
);
create index log_by_type on log (payload_type, place);
-- Blocks are packed already: to try it again would only cost time.
alter table log alter column payload set storage external;

-- Axon asks for snapshots when it loads an aggregate; none is ever taken.
create table log_snapshot (
  event_identifier     text collate "C" not null,
  aggregate_identifier text collate "C" not null,
  sequence_number      bigint not null,
  aggregate_type       text collate "C" not null,
  time_stamp           text collate "C" not null,
  payload_type         text collate "C" not null,
  payload_revision     text collate "C",
  payload              bytea not null,
  meta_data            bytea,
  primary key (aggregate_identifier, sequence_number)
);

-- One row: who holds it may append; place is that of the newest event.
create table append_lock (
  id    integer primary key,
  place bigint not null
);
insert into append_lock (id, place) values (1, 0);

-- How far each read model has followed the log.
create table token (
  processor  text collate "C" not null,
  segment    integer not null,
  token      bytea,
  token_type text collate "C",
  time_stamp text collate "C",
  owner      text collate "C",
  primary key (processor, segment)
);

-- Names of persons, which never enter the log: the event holds the keyed hash.
create table name (
  kind text collate "C" not null,
  id   text collate "C" not null,
  hash text collate "C" not null,
  name text collate "C" not null,
  primary key (kind, id, hash)
);

-- One row: the key under which block ids and name hashes are made.
create table store (
  id       integer primary key,
  hmac_key bytea not null
);
