-- payouts: how far each run has come

create table payout_run (
  run   integer not null,
  state text collate "C" not null,
  primary key (run)
);

-- what became of each party's money in a run; place is that of the last event that said so
create table payout_item (
  run       integer    not null,
  party     text collate "C" not null,
  currency  text collate "C" not null,
  amount    text collate "C" not null,
  state     text collate "C" not null,
  reference text collate "C",
  place     bigint     not null,
  primary key (run, party, currency)
);
