-- Each statement may run again: a database that commits them one by one may be killed between two.
-- payouts: how far each run has come

create table if not exists payout_run (
  run   integer not null,
  state varchar not null,
  primary key (run)
);

-- what became of each party's money in a run; place is that of the last event that said so
create table if not exists payout_item (
  run       integer    not null,
  party     varchar    not null,
  currency  varchar(3) not null,
  amount    varchar    not null,
  state     varchar    not null,
  reference varchar,
  place     bigint     not null,
  primary key (run, party, currency)
);
