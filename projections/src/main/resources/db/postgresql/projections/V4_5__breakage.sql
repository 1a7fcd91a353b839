-- What of a pool is owed to the licensor, and to no work yet: nothing, in all pools until now.

alter table pool add column breakage text collate "C" default '0' not null;
