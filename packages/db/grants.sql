-- For a PostgreSQL server of your own: rights of the role that Touchline runs as, so that it can't take the lock off the
-- audit log either. The database's owner migrates (`pnpm touchline migrate`), then runs this, again after each upgrade:
--   psql "$OWNER_URL" -c "create role touchline_app login password '...'" -f packages/db/grants.sql
-- Then start Touchline with the address of touchline_app in DATABASE_URL.
grant usage on schema public, drizzle to touchline_app;
grant usage, create on schema staging to touchline_app;
grant select on all tables in schema drizzle to touchline_app;
grant select, insert, update, delete on all tables in schema public to touchline_app;
grant usage, select, update on all sequences in schema public to touchline_app;
revoke update, delete, truncate on audit_log from touchline_app;
-- What an interrupted import left behind when the owner ran it: the next one drops it.
do $$ declare left_behind record; begin
  for left_behind in select tablename from pg_tables where schemaname = 'staging' and tableowner <> 'touchline_app' loop
    execute format('alter table staging.%I owner to touchline_app', left_behind.tablename);
  end loop;
end $$;
-- From PostgreSQL 17 on: lets imports refresh the planner's statistics.
do $$ begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to touchline_app';
  end if;
end $$;
