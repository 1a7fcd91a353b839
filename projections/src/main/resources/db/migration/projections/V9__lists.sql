-- Each statement may run again: a database that commits them one by one may be killed between two.
-- statement: numbered in a month by party and currency, which a list goes on from; with its number of
-- lines, so that a list counts none. Built again from the log, as is what is not covered.

drop table if exists statement;
create table if not exists statement (
  period   varchar(7) not null,
  party    varchar    not null,
  currency varchar(3) not null,
  total    varchar    not null,
  number   integer    not null,
  lines    integer    not null,
  primary key (period, party, currency)
);
create index if not exists statement_by_number on statement (period, number);

-- exceptions: whose asset it was when the month was closed, null if nobody's
drop table if exists uncovered_use;
create table if not exists uncovered_use (
  period    varchar(7)  not null,
  offering  varchar     not null,
  territory varchar(16) not null,
  state     varchar(16) not null,
  kind      varchar(8)  not null,
  target    varchar     not null,
  party     varchar,
  usages    bigint      not null,
  units     varchar     not null,
  primary key (period, offering, territory, state, kind, target)
);
create index if not exists uncovered_use_of_party on uncovered_use (period, party);
