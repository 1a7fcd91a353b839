-- How far each webhook has been told. Which there are is in the log, and without a row one is told again.
create table webhook_delivery (
  webhook  varchar(64)  collate "C" not null primary key,
  place    bigint       not null,
  attempts integer      not null,
  since_ms bigint,
  next_ms  bigint,
  outcome  varchar(200) collate "C",
  tried_ms bigint,
  given_up integer      not null,
  gone     integer      not null
);
