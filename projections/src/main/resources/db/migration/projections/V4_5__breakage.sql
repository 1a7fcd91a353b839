-- The statement may run again: a database that commits them one by one may be killed between two.
-- What of a pool is owed to the licensor, and to no work yet: nothing, in all pools until now.

alter table pool add column if not exists breakage varchar default '0' not null;
