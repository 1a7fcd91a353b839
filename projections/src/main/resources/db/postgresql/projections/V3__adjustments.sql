-- A close may book what became known of a month closed before: every figure of a period then stands
-- under that month too, and under '' for the period's own. The read models of these tables have a
-- newer version, which they are built again for.

-- which version of each read model built its tables
create table read_model (
  name    text collate "C" not null primary key,
  version integer not null
);

alter table month_block add column seeks boolean default true not null;

drop table waiting_money;
create table waiting_money (
  period    text collate "C" not null,
  adjusts   text collate "C" not null,
  offering  text collate "C" not null,
  territory text collate "C" not null,
  state     text collate "C" not null,
  currency  text collate "C" not null,
  units     text collate "C" not null,
  amount    text collate "C" not null,
  primary key (period, adjusts, offering, territory, state)
);

drop table revenue_row;
create table revenue_row (
  period          text collate "C" not null,
  adjusts         text collate "C" not null,
  offering        text collate "C" not null,
  territory       text collate "C" not null,
  currency        text collate "C" not null,
  net_revenue     text collate "C" not null,
  units           text collate "C" not null,
  uncovered_units text collate "C" not null,
  set_aside       text collate "C" not null,
  retained        text collate "C" not null,
  primary key (period, adjusts, offering, territory)
);
drop table pool;
create table pool (
  period    text collate "C" not null,
  adjusts   text collate "C" not null,
  licence   text collate "C" not null,
  part      integer     not null,
  offering  text collate "C" not null,
  territory text collate "C" not null,
  currency  text collate "C" not null,
  amount    text collate "C" not null,
  no_split  text collate "C" not null,
  primary key (period, adjusts, licence, part, offering, territory)
);
drop table pool_party;
create table pool_party (
  period    text collate "C" not null,
  adjusts   text collate "C" not null,
  licence   text collate "C" not null,
  part      integer     not null,
  offering  text collate "C" not null,
  territory text collate "C" not null,
  party     text collate "C" not null,
  amount    text collate "C" not null,
  held      text collate "C" not null,
  primary key (period, adjusts, licence, part, offering, territory, party)
);
drop table statement_line;
create table statement_line (
  period           text collate "C" not null,
  line             integer     not null,
  adjusts          text collate "C" not null,
  party            text collate "C",
  currency         text collate "C" not null,
  offering         text collate "C" not null,
  territory        text collate "C" not null,
  territory_of_use text collate "C" not null,
  use_type         text collate "C" not null,
  asset            text collate "C",
  asset_kind       text collate "C",
  licence          text collate "C" not null,
  part             integer     not null,
  used_in          text collate "C" not null,
  units            text collate "C" not null,
  share            text collate "C" not null,
  exact            text collate "C" not null,
  held             boolean     not null,
  primary key (period, line)
);
create index statement_line_of_party on statement_line (period, party, line);
