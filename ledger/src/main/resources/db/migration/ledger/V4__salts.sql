-- The salt of an event's entry: without it nobody finds out by trying what a hash was made of. None of what was recorded before there were any.
alter table leaf add column if not exists salt bytea;
