-- The leaf of each event in the Merkle tree over the log, written with it; of a block of usages the root of its contents, too.
create table if not exists leaf (
  place    bigint primary key,
  hash     bytea not null,
  contents bytea
);
