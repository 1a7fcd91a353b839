-- statement: lines by party, '' for those of nobody, so that one index is enough; they are built again from the log

drop table statement_line;
create table statement_line (
  period           text collate "C" not null,
  line             integer     not null,
  adjusts          text collate "C" not null,
  party            text collate "C" not null,
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
  primary key (period, party, line)
);
