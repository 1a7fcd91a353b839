-- Each statement may run again: a database that commits them one by one may be killed between two.
-- What users and tokens prove themselves with, as hashes. What they may do is in the log.
create table if not exists secret (
  hash     varchar(200) not null primary key,
  name     varchar(64)  not null,
  kind     varchar(20)  not null,
  until_ms bigint
);
