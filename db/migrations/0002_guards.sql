insert into clock default values;
--> statement-breakpoint
-- Milliseconds since 1970. now() is the beginning of the transaction, so this is one moment within it.
create function mostrador_now() returns bigint language sql stable as $$
  select floor(extract(epoch from now()) * 1000)::bigint + offset_ms from clock
$$;
--> statement-breakpoint
-- Closes a table of businesses: the application's role sees the businesses that its transaction has named.
create function mostrador_guard(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy named_businesses on %s to mostrador_app using (business_id = any ((select string_to_array(current_setting(''mostrador.businesses'', true), '',''))::text[]))',
    target
  );
  execute format('grant select, insert, update, delete on %s to mostrador_app', target);
end
$$;
--> statement-breakpoint
select mostrador_guard(oid) from pg_class
where relnamespace = 'public'::regnamespace and relkind = 'r'
  and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'business_id');
--> statement-breakpoint
-- What belongs to no business.
grant select on clock to mostrador_app, mostrador_dispatcher, mostrador_door;
--> statement-breakpoint
grant select, insert, update on accounts to mostrador_app;
--> statement-breakpoint
grant select on accounts to mostrador_dispatcher;
--> statement-breakpoint
grant select on data_keys to mostrador_app, mostrador_door;
--> statement-breakpoint
grant select on apps to mostrador_door;
--> statement-breakpoint
-- The door: which business a number belongs to.
create policy look_up on numbers for select to mostrador_door using (true);
--> statement-breakpoint
grant select (business_id, number_id, app_id) on numbers to mostrador_door;
--> statement-breakpoint
-- The dispatcher: whose work waits.
create policy waiting on inbox for select to mostrador_dispatcher using (state = 'new');
--> statement-breakpoint
grant select (business_id, instance_id, inbox_id, state) on inbox to mostrador_dispatcher;
--> statement-breakpoint
create policy waiting on timers for select to mostrador_dispatcher using (true);
--> statement-breakpoint
grant select (business_id, instance_id, timer_id, due_at) on timers to mostrador_dispatcher;
--> statement-breakpoint
create policy waiting on jobs for select to mostrador_dispatcher using (true);
--> statement-breakpoint
grant select (business_id, instance_id, job_id, due_at) on jobs to mostrador_dispatcher;
--> statement-breakpoint
create policy waiting on chats for select to mostrador_dispatcher using (send_at is not null);
--> statement-breakpoint
grant select (business_id, chat_id, number_id, send_at, lease_until) on chats to mostrador_dispatcher;
--> statement-breakpoint
create policy waiting on numbers for select to mostrador_dispatcher using (true);
--> statement-breakpoint
grant select (business_id, number_id, account_id, paused_code, paused_until) on numbers to mostrador_dispatcher;
--> statement-breakpoint
-- Facts have a version, raised whatever changes them and whoever does it.
create function mostrador_raise_facts_version() returns trigger language plpgsql as $$
begin
  update businesses set facts_version = facts_version + 1
  where business_id = coalesce(new.business_id, old.business_id);
  return null;
end
$$;
--> statement-breakpoint
do $$
declare
  part text;
begin
  foreach part in array array[
    'categories', 'products', 'variants', 'modifier_groups', 'modifier_options',
    'product_modifier_groups', 'bundles', 'promos', 'members'
  ] loop
    execute format(
      'create trigger raise_facts_version after insert or update or delete on %I for each row execute function mostrador_raise_facts_version()',
      part
    );
  end loop;
end
$$;
--> statement-breakpoint
create function mostrador_raise_own_facts_version() returns trigger language plpgsql as $$
begin
  new.facts_version := old.facts_version + 1;
  return new;
end
$$;
--> statement-breakpoint
create trigger raise_own_facts_version before update of name, timezone, plan, settings on businesses
for each row execute function mostrador_raise_own_facts_version();
