-- Each statement may run again: a database that commits them one by one may be killed between two.
-- statement: lines by party, '' for those of nobody, so that one index is enough; they are built again from the log

drop table if exists statement_line;
create table if not exists statement_line (
  period           varchar(7)  not null,
  line             integer     not null,
  adjusts          varchar(7)  not null,
  party            varchar not null,
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
  primary key (period, party, line)
);
