-- What users and tokens prove themselves with, as hashes. What they may do is in the log.
create table secret (
  hash     varchar(200) collate "C" not null primary key,
  name     varchar(64)  collate "C" not null,
  kind     varchar(20)  collate "C" not null,
  until_ms bigint
);
