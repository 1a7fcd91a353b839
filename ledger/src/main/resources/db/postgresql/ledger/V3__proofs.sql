-- The leaf of each event in the Merkle tree over the log, written with it; of a block of usages also how many there are (int32) and the root over them.
create table leaf (
  place    bigint primary key,
  hash     bytea not null,
  contents bytea
);

-- The hash over 2^level leaves that begin at a multiple of it, for levels 8, 16 and so on: follows from the leaves, kept to be fast.
create table subtree (
  level    integer not null,
  position bigint not null,
  hash     bytea not null,
  primary key (level, position)
);

-- What was signed of the log, and may be in others' hands.
create table checkpoint (
  size bigint primary key,
  note varchar(100000) collate "C" not null
);
