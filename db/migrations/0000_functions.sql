-- Roles belong to the whole server: another database on it may have made them already.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['mostrador_app', 'mostrador_dispatcher', 'mostrador_door'] loop
    -- Whoever may not make roles finds them made beforehand.
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
    if not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end
$$;
--> statement-breakpoint
grant usage on schema public to mostrador_app, mostrador_dispatcher, mostrador_door;
--> statement-breakpoint
create function mostrador_base36(number bigint) returns text language plpgsql immutable strict as $$
declare
  digits constant text := '0123456789abcdefghijklmnopqrstuvwxyz';
  rest bigint := number;
  written text := '';
begin
  loop
    written := substr(digits, (rest % 36)::int + 1, 1) || written;
    rest := rest / 36;
    exit when rest = 0;
  end loop;
  return written;
end
$$;
--> statement-breakpoint
create sequence mostrador_ids start 1296;
--> statement-breakpoint
grant usage on sequence mostrador_ids to mostrador_app;
--> statement-breakpoint
create function mostrador_short_id() returns text language sql volatile as $$
  select mostrador_base36(nextval('mostrador_ids'))
$$;
