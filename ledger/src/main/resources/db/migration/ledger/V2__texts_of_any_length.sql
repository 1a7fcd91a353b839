-- Each statement may run again: a database that commits them one by one may be killed between two.
-- Ids have 64 characters at most, which some databases count by code points and others by UTF-16
-- units, and rules of length belong to where ids come in: here a text is as long as it is.
alter table log alter column aggregate_identifier set data type varchar;
alter table log_snapshot alter column aggregate_identifier set data type varchar;
alter table name alter column id set data type varchar;
alter table name alter column name set data type varchar;
