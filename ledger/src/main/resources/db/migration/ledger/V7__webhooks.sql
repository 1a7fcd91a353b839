-- Each statement may run again: a database that commits them one by one may be killed between two.
-- How far each webhook has been told. Which there are is in the log, and without a row one is told again.
create table if not exists webhook_delivery (
  webhook  varchar(64)  not null primary key,
  place    bigint       not null,
  attempts integer      not null,
  since_ms bigint,
  next_ms  bigint,
  outcome  varchar(200),
  tried_ms bigint,
  given_up integer      not null,
  gone     integer      not null
);
