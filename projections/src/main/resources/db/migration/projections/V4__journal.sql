-- Each statement may run again: a database that commits them one by one may be killed between two.
-- balance: the journal takes the place of what each party had earned

drop table if exists balance;

-- every posting; debits above 0, credits below, so that those of an entry come to 0
create table if not exists posting (
  place     bigint      not null,
  entry     integer     not null,
  line      integer     not null,
  booked_in varchar(7)  not null,
  used_in   varchar(7)  not null,
  reason    varchar     not null,
  kind      varchar     not null,
  holder    varchar     not null,
  contract  varchar     not null,
  currency  varchar(3)  not null,
  amount    varchar     not null,
  primary key (place, entry, line)
);
create index if not exists posting_of_month on posting (booked_in, place, entry, line);

-- what each account comes to, with the sign of its postings
create table if not exists account_balance (
  kind     varchar    not null,
  holder   varchar    not null,
  contract varchar    not null,
  currency varchar(3) not null,
  balance  varchar    not null,
  primary key (kind, holder, contract, currency)
);
