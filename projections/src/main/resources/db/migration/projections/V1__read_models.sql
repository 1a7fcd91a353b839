-- Each statement may run again: a database that commits them one by one may be killed between two.
-- What the events add up to. Every table here can be thrown away and built again from the log.

-- usagetotals: for looking; money never depends on them
create table if not exists usage_totals (
  offering  varchar(64) not null,
  territory varchar(16) not null,
  used_in   varchar(7)  not null,
  use_type  varchar(64) not null,
  usages    bigint not null,
  quantity  numeric(38, 0) not null,
  primary key (offering, territory, used_in, use_type)
);

-- run: which blocks hold usages of a month
create table if not exists month_block (
  used_in varchar(7) not null,
  place   bigint not null,
  usages  bigint not null,
  primary key (used_in, place)
);

-- exceptions: what somebody should look at
create table if not exists usage_conflict (
  usage_id   varchar(64) not null,
  other_hash varchar(64) not null,
  place      bigint not null,
  row_number_in_block integer not null,
  source     varchar(1000) not null,
  primary key (usage_id, other_hash)
);
create table if not exists uncovered_use (
  period    varchar(7)  not null,
  offering  varchar(64) not null,
  territory varchar(16) not null,
  state     varchar(16) not null,
  kind      varchar(8)  not null,
  target    varchar(4000) not null,
  usages    bigint not null,
  units     varchar(64) not null,
  primary key (period, offering, territory, state, kind, target)
);
create table if not exists run_notice (
  period    varchar(7)  not null,
  notice    integer     not null,
  kind      varchar(24) not null,
  offering  varchar(64) not null,
  territory varchar(16) not null,
  used_in   varchar(7),
  usages    bigint not null,
  amount    varchar(64) not null,
  primary key (period, notice)
);

-- suspense: money that waits, and why
create table if not exists waiting_money (
  period    varchar(7)  not null,
  offering  varchar(64) not null,
  territory varchar(16) not null,
  state     varchar(16) not null,
  currency  varchar(3)  not null,
  units     varchar(64) not null,
  amount    varchar(64) not null,
  primary key (period, offering, territory, state)
);

-- statement: closed periods, their pools and what each party earned
create table if not exists closed_period (
  period       varchar(7) not null primary key,
  run_id       varchar(64) not null,
  cut_off      bigint not null,
  last_closed  varchar(7),
  last_cut_off bigint not null,
  place        bigint not null
);
create table if not exists revenue_row (
  period          varchar(7)  not null,
  offering        varchar(64) not null,
  territory       varchar(16) not null,
  currency        varchar(3)  not null,
  net_revenue     varchar(64) not null,
  units           varchar(64) not null,
  uncovered_units varchar(64) not null,
  set_aside       varchar(64) not null,
  retained        varchar(64) not null,
  primary key (period, offering, territory)
);
create table if not exists pool (
  period    varchar(7)  not null,
  licence   varchar(64) not null,
  part      integer     not null,
  offering  varchar(64) not null,
  territory varchar(16) not null,
  currency  varchar(3)  not null,
  amount    varchar(64) not null,
  no_split  varchar(64) not null,
  primary key (period, licence, part, offering, territory)
);
create table if not exists pool_party (
  period    varchar(7)  not null,
  licence   varchar(64) not null,
  part      integer     not null,
  offering  varchar(64) not null,
  territory varchar(16) not null,
  party     varchar(64) not null,
  amount    varchar(64) not null,
  primary key (period, licence, part, offering, territory, party)
);
create table if not exists statement (
  period   varchar(7)  not null,
  party    varchar(64) not null,
  currency varchar(3)  not null,
  total    varchar(64) not null,
  primary key (period, party, currency)
);
create table if not exists statement_line (
  period           varchar(7)  not null,
  line             integer     not null,
  party            varchar(64),
  currency         varchar(3)  not null,
  offering         varchar(64) not null,
  territory        varchar(16) not null,
  territory_of_use varchar(16) not null,
  use_type         varchar(64) not null,
  asset            varchar(64),
  asset_kind       varchar(16),
  licence          varchar(64) not null,
  part             integer     not null,
  used_in          varchar(7)  not null,
  units            varchar(64) not null,
  share            varchar(64) not null,
  exact            varchar(100000) not null,
  primary key (period, line)
);
create index if not exists statement_line_of_party on statement_line (period, party, line);

-- balance: what each party has earned so far
create table if not exists balance (
  party    varchar(64) not null,
  currency varchar(3)  not null,
  earned   varchar(64) not null,
  periods  integer     not null,
  primary key (party, currency)
);
