-- Each statement may run again: a database that commits them one by one may be killed between two.
-- pool: by which licence's better terms it was raised, since when, and what its own come to

alter table pool add column if not exists raised_by varchar;
alter table pool add column if not exists raised_from varchar(10);
alter table pool add column if not exists raised_own varchar;
