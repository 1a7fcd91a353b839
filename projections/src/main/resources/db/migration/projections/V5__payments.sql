-- Each statement may run again: a database that commits them one by one may be killed between two.
-- statement: what becomes of a total until it is paid

create table if not exists statement_payment (
  period          varchar(7) not null,
  party           varchar    not null,
  currency        varchar(3) not null,
  due             varchar    not null,
  brought_forward varchar    not null,
  set_off         varchar    not null,
  payable         varchar    not null,
  tax             varchar,
  tax_rate        varchar,
  tax_source      varchar,
  exchanged       varchar,
  exchange_rate   varchar,
  exchange_source varchar,
  payout          varchar    not null,
  payout_currency varchar(3) not null,
  carried_forward varchar    not null,
  why             varchar,
  minimum         varchar,
  primary key (period, party, currency)
);

-- the steps from total to due
create table if not exists deduction (
  period    varchar(7) not null,
  line      integer    not null,
  party     varchar    not null,
  currency  varchar(3) not null,
  reason    varchar    not null,
  contract  varchar    not null,
  reference varchar    not null,
  rate      varchar,
  base      varchar,
  amount    varchar    not null,
  primary key (period, line)
);
create index if not exists deduction_of_party on deduction (period, party);
