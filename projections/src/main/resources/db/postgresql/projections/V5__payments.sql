-- statement: what becomes of a total until it is paid

create table statement_payment (
  period          text collate "C" not null,
  party           text collate "C"    not null,
  currency        text collate "C" not null,
  due             text collate "C"    not null,
  brought_forward text collate "C"    not null,
  set_off         text collate "C"    not null,
  payable         text collate "C"    not null,
  tax             text collate "C",
  tax_rate        text collate "C",
  tax_source      text collate "C",
  exchanged       text collate "C",
  exchange_rate   text collate "C",
  exchange_source text collate "C",
  payout          text collate "C"    not null,
  payout_currency text collate "C" not null,
  carried_forward text collate "C"    not null,
  why             text collate "C",
  minimum         text collate "C",
  primary key (period, party, currency)
);

-- the steps from total to due
create table deduction (
  period    text collate "C" not null,
  line      integer    not null,
  party     text collate "C"    not null,
  currency  text collate "C" not null,
  reason    text collate "C"    not null,
  contract  text collate "C"    not null,
  reference text collate "C"    not null,
  rate      text collate "C",
  base      text collate "C",
  amount    text collate "C"    not null,
  primary key (period, line)
);
create index deduction_of_party on deduction (period, party);
