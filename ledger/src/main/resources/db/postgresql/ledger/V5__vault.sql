-- What tells of persons, sealed with a key that is not in the database; the event holds the keyed hash. Names in table name come from programs of before.
create table vault (
  kind   varchar(16) collate "C" not null,
  id     varchar collate "C" not null,
  hash   varchar(64) collate "C" not null,
  sealed bytea not null,
  primary key (kind, id, hash)
);

-- One row once there is a key: what tells it from others.
create table vault_key (
  id          integer primary key,
  fingerprint varchar(64) collate "C" not null
);
