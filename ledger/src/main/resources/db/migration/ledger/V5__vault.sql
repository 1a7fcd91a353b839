-- Each statement may run again: a database that commits them one by one may be killed between two.
-- What tells of persons, sealed with a key that is not in the database; the event holds the keyed hash. Names in table name come from programs of before.
create table if not exists vault (
  kind   varchar(16) not null,
  id     varchar not null,
  hash   varchar(64) not null,
  sealed bytea not null,
  primary key (kind, id, hash)
);

-- One row once there is a key: what tells it from others.
create table if not exists vault_key (
  id          integer primary key,
  fingerprint varchar(64) not null
);
