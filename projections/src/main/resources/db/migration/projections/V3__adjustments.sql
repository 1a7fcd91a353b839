-- Each statement may run again: a database that commits them one by one may be killed between two.
-- A close may book what became known of a month closed before: every figure of a period then stands
-- under that month too, and under '' for the period's own. The read models of these tables have a
-- newer version, which they are built again for.

-- which version of each read model built its tables
create table if not exists read_model (
  name    varchar not null primary key,
  version integer not null
);

alter table month_block add column if not exists seeks boolean default true not null;

drop table if exists waiting_money;
create table if not exists waiting_money (
  period    varchar(7)  not null,
  adjusts   varchar(7)  not null,
  offering  varchar     not null,
  territory varchar(16) not null,
  state     varchar(16) not null,
  currency  varchar(3)  not null,
  units     varchar     not null,
  amount    varchar     not null,
  primary key (period, adjusts, offering, territory, state)
);

drop table if exists revenue_row;
create table if not exists revenue_row (
  period          varchar(7)  not null,
  adjusts         varchar(7)  not null,
  offering        varchar     not null,
  territory       varchar(16) not null,
  currency        varchar(3)  not null,
  net_revenue     varchar     not null,
  units           varchar     not null,
  uncovered_units varchar     not null,
  set_aside       varchar     not null,
  retained        varchar     not null,
  primary key (period, adjusts, offering, territory)
);
drop table if exists pool;
create table if not exists pool (
  period    varchar(7)  not null,
  adjusts   varchar(7)  not null,
  licence   varchar     not null,
  part      integer     not null,
  offering  varchar     not null,
  territory varchar(16) not null,
  currency  varchar(3)  not null,
  amount    varchar     not null,
  no_split  varchar     not null,
  primary key (period, adjusts, licence, part, offering, territory)
);
drop table if exists pool_party;
create table if not exists pool_party (
  period    varchar(7)  not null,
  adjusts   varchar(7)  not null,
  licence   varchar     not null,
  part      integer     not null,
  offering  varchar     not null,
  territory varchar(16) not null,
  party     varchar     not null,
  amount    varchar     not null,
  held      varchar     not null,
  primary key (period, adjusts, licence, part, offering, territory, party)
);
drop table if exists statement_line;
create table if not exists statement_line (
  period           varchar(7)  not null,
  line             integer     not null,
  adjusts          varchar(7)  not null,
  party            varchar,
  currency         varchar(3)  not null,
  offering         varchar     not null,
  territory        varchar(16) not null,
  territory_of_use varchar(16) not null,
  use_type         varchar     not null,
  asset            varchar,
  asset_kind       varchar(16),
  licence          varchar     not null,
  part             integer     not null,
  used_in          varchar(7)  not null,
  units            varchar     not null,
  share            varchar     not null,
  exact            varchar     not null,
  held             boolean     not null,
  primary key (period, line)
);
create index if not exists statement_line_of_party on statement_line (period, party, line);
