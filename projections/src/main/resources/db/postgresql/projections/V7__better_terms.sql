-- pool: by which licence's better terms it was raised, since when, and what its own come to

alter table pool add column raised_by text collate "C";
alter table pool add column raised_from varchar(10) collate "C";
alter table pool add column raised_own text collate "C";
