-- statement: numbered in a month by party and currency, which a list goes on from; with its number of
-- lines, so that a list counts none. Built again from the log, as is what is not covered.

drop table statement;
create table statement (
  period    text collate "C" not null,
  party     text collate "C" not null,
  currency  text collate "C" not null,
  total     text collate "C" not null,
  number    integer not null,
  lines     integer not null,
  primary key (period, party, currency)
);
create index statement_by_number on statement (period, number);

-- exceptions: whose asset it was when the month was closed, null if nobody's
drop table uncovered_use;
create table uncovered_use (
  period    text collate "C" not null,
  offering  text collate "C" not null,
  territory text collate "C" not null,
  state     text collate "C" not null,
  kind      text collate "C" not null,
  target    text collate "C" not null,
  party     text collate "C",
  usages    bigint not null,
  units     text collate "C" not null,
  primary key (period, offering, territory, state, kind, target)
);
create index uncovered_use_of_party on uncovered_use (period, party);
