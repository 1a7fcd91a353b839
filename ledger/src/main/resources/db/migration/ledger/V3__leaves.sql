-- The leaf of each event in the Merkle tree over the log, written with it; of a block of usages also how many there are (int32) and the root over them.
create table if not exists leaf (
  place    bigint primary key,
  hash     bytea not null,
  contents bytea
);
