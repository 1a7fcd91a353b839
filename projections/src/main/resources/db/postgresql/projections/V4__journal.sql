-- balance: the journal takes the place of what each party had earned

drop table balance;

-- every posting; debits above 0, credits below, so that those of an entry come to 0
create table posting (
  place     bigint  not null,
  entry     integer not null,
  line      integer not null,
  booked_in text collate "C" not null,
  used_in   text collate "C" not null,
  reason    text collate "C" not null,
  kind      text collate "C" not null,
  holder    text collate "C" not null,
  contract  text collate "C" not null,
  currency  text collate "C" not null,
  amount    text collate "C" not null,
  primary key (place, entry, line)
);
create index posting_of_month on posting (booked_in, place, entry, line);

-- what each account comes to, with the sign of its postings
create table account_balance (
  kind     text collate "C" not null,
  holder   text collate "C" not null,
  contract text collate "C" not null,
  currency text collate "C" not null,
  balance  text collate "C" not null,
  primary key (kind, holder, contract, currency)
);
