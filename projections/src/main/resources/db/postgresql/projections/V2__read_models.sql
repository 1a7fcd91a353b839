-- The shape that version 2 has in db/migration/projections, for PostgreSQL: one transaction, texts of
-- any length, compared by their bytes whatever the database's own collation is.
-- What the events add up to. Every table here can be thrown away and built again from the log.

-- usagetotals: for looking; money never depends on them
create table usage_totals (
  offering  text collate "C" not null,
  territory text collate "C" not null,
  used_in   text collate "C" not null,
  use_type  text collate "C" not null,
  usages    bigint not null,
  quantity  numeric(38, 0) not null,
  primary key (offering, territory, used_in, use_type)
);

-- run: which blocks hold usages of a month
create table month_block (
  used_in text collate "C" not null,
  place   bigint not null,
  usages  bigint not null,
  primary key (used_in, place)
);

-- exceptions: what somebody should look at
create table usage_conflict (
  usage_id            text collate "C" not null,
  other_hash          text collate "C" not null,
  place               bigint not null,
  row_number_in_block integer not null,
  source              text collate "C" not null,
  primary key (usage_id, other_hash)
);
-- A target that names a hundred codes is too long for an index row, of which a third of a page is the most.
create table uncovered_use (
  period        text collate "C" not null,
  offering      text collate "C" not null,
  territory     text collate "C" not null,
  state         text collate "C" not null,
  kind          text collate "C" not null,
  target        text collate "C" not null,
  target_digest text collate "C" generated always as (md5(target)) stored,
  usages        bigint not null,
  units         text collate "C" not null,
  primary key (period, offering, territory, state, kind, target_digest)
);
create table run_notice (
  period    text collate "C" not null,
  notice    integer not null,
  kind      text collate "C" not null,
  offering  text collate "C" not null,
  territory text collate "C" not null,
  used_in   text collate "C",
  usages    bigint not null,
  amount    text collate "C" not null,
  primary key (period, notice)
);

-- suspense: money that waits, and why
create table waiting_money (
  period    text collate "C" not null,
  offering  text collate "C" not null,
  territory text collate "C" not null,
  state     text collate "C" not null,
  currency  text collate "C" not null,
  units     text collate "C" not null,
  amount    text collate "C" not null,
  primary key (period, offering, territory, state)
);

-- statement: closed periods, their pools and what each party earned
create table closed_period (
  period       text collate "C" not null primary key,
  run_id       text collate "C" not null,
  cut_off      bigint not null,
  last_closed  text collate "C",
  last_cut_off bigint not null,
  place        bigint not null
);
create table revenue_row (
  period          text collate "C" not null,
  offering        text collate "C" not null,
  territory       text collate "C" not null,
  currency        text collate "C" not null,
  net_revenue     text collate "C" not null,
  units           text collate "C" not null,
  uncovered_units text collate "C" not null,
  set_aside       text collate "C" not null,
  retained        text collate "C" not null,
  primary key (period, offering, territory)
);
create table pool (
  period    text collate "C" not null,
  licence   text collate "C" not null,
  part      integer not null,
  offering  text collate "C" not null,
  territory text collate "C" not null,
  currency  text collate "C" not null,
  amount    text collate "C" not null,
  no_split  text collate "C" not null,
  primary key (period, licence, part, offering, territory)
);
create table pool_party (
  period    text collate "C" not null,
  licence   text collate "C" not null,
  part      integer not null,
  offering  text collate "C" not null,
  territory text collate "C" not null,
  party     text collate "C" not null,
  amount    text collate "C" not null,
  primary key (period, licence, part, offering, territory, party)
);
create table statement (
  period   text collate "C" not null,
  party    text collate "C" not null,
  currency text collate "C" not null,
  total    text collate "C" not null,
  primary key (period, party, currency)
);
create table statement_line (
  period           text collate "C" not null,
  line             integer not null,
  party            text collate "C",
  currency         text collate "C" not null,
  offering         text collate "C" not null,
  territory        text collate "C" not null,
  territory_of_use text collate "C" not null,
  use_type         text collate "C" not null,
  asset            text collate "C",
  asset_kind       text collate "C",
  licence          text collate "C" not null,
  part             integer not null,
  used_in          text collate "C" not null,
  units            text collate "C" not null,
  share            text collate "C" not null,
  exact            text collate "C" not null,
  primary key (period, line)
);
create index statement_line_of_party on statement_line (period, party, line);

-- balance: what each party has earned so far
create table balance (
  party    text collate "C" not null,
  currency text collate "C" not null,
  earned   text collate "C" not null,
  periods  integer not null,
  primary key (party, currency)
);
