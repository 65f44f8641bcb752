CREATE TABLE "accounts" (
	"account_id" text PRIMARY KEY NOT NULL,
	"paused_code" text,
	"paused_until" bigint
);
--> statement-breakpoint
CREATE TABLE "apps" (
	"app_id" text PRIMARY KEY NOT NULL,
	"secret_sealed" text NOT NULL,
	"former_secret_sealed" text,
	"verify_token_sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "businesses" (
	"business_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"timezone" text NOT NULL,
	"plan" text NOT NULL,
	"settings" jsonb NOT NULL,
	"facts_version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "businesses_id_is_a_slug" CHECK ("businesses"."business_id" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"key_id" text PRIMARY KEY NOT NULL,
	"master_key_id" text NOT NULL,
	"wrapped" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "numbers" (
	"business_id" text NOT NULL,
	"number_id" text NOT NULL,
	"waba_id" text NOT NULL,
	"catalog_id" text,
	"app_id" text NOT NULL,
	"account_id" text NOT NULL,
	"access_token_sealed" text NOT NULL,
	"paused_code" text,
	"paused_until" bigint,
	CONSTRAINT "numbers_business_id_number_id_pk" PRIMARY KEY("business_id","number_id"),
	CONSTRAINT "numbers_one_business_each" UNIQUE("number_id")
);
--> statement-breakpoint
CREATE TABLE "bundles" (
	"business_id" text NOT NULL,
	"bundle_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"match" jsonb NOT NULL,
	"size" double precision NOT NULL,
	"price_cents" bigint NOT NULL,
	CONSTRAINT "bundles_business_id_bundle_id_pk" PRIMARY KEY("business_id","bundle_id")
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"business_id" text NOT NULL,
	"category_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"sort" integer NOT NULL,
	"availability" jsonb,
	CONSTRAINT "categories_business_id_category_id_pk" PRIMARY KEY("business_id","category_id")
);
--> statement-breakpoint
CREATE TABLE "modifier_groups" (
	"business_id" text NOT NULL,
	"group_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"min" integer NOT NULL,
	"max" integer NOT NULL,
	"min_by_variant" jsonb,
	"max_by_variant" jsonb,
	"repeatable" boolean,
	CONSTRAINT "modifier_groups_business_id_group_id_pk" PRIMARY KEY("business_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "modifier_options" (
	"business_id" text NOT NULL,
	"group_id" text NOT NULL,
	"option_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"aliases" jsonb,
	"price_cents" bigint NOT NULL,
	"available" boolean NOT NULL,
	"stock" integer,
	"product_ref" text,
	CONSTRAINT "modifier_options_business_id_group_id_option_id_pk" PRIMARY KEY("business_id","group_id","option_id")
);
--> statement-breakpoint
CREATE TABLE "product_modifier_groups" (
	"business_id" text NOT NULL,
	"product_id" text NOT NULL,
	"group_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "product_modifier_groups_business_id_product_id_group_id_pk" PRIMARY KEY("business_id","product_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"business_id" text NOT NULL,
	"product_id" text NOT NULL,
	"position" integer NOT NULL,
	"category_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"aliases" jsonb,
	"unit" text NOT NULL,
	"price_cents" bigint,
	"default_variant" text,
	"available" boolean NOT NULL,
	"stock" integer,
	"qty_step" double precision,
	"min_qty" double precision,
	"max_qty" double precision,
	"approx_weight" boolean,
	"price_rule" text,
	"restricted" text,
	"lead_time_hours" integer,
	"tags" jsonb,
	CONSTRAINT "products_business_id_product_id_pk" PRIMARY KEY("business_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "promos" (
	"business_id" text NOT NULL,
	"promo_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"kind" text NOT NULL,
	"days" jsonb,
	"items" jsonb,
	"scope" jsonb,
	"price_cents" bigint,
	"pct" double precision,
	CONSTRAINT "promos_business_id_promo_id_pk" PRIMARY KEY("business_id","promo_id")
);
--> statement-breakpoint
CREATE TABLE "variants" (
	"business_id" text NOT NULL,
	"product_id" text NOT NULL,
	"variant_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"aliases" jsonb,
	"price_cents" bigint NOT NULL,
	"available" boolean NOT NULL,
	"stock" integer,
	CONSTRAINT "variants_business_id_product_id_variant_id_pk" PRIMARY KEY("business_id","product_id","variant_id")
);
--> statement-breakpoint
CREATE TABLE "clock" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"offset_ms" bigint DEFAULT 0 NOT NULL,
	"last_seen_at" bigint,
	CONSTRAINT "clock_one_row" CHECK ("clock"."id")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"business_id" text NOT NULL,
	"inbox_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "inbox_inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"instance_id" text NOT NULL,
	"source" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"input" jsonb NOT NULL,
	"trace_id" text NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"error" jsonb,
	"received_at" bigint NOT NULL,
	CONSTRAINT "inbox_business_id_inbox_id_pk" PRIMARY KEY("business_id","inbox_id"),
	CONSTRAINT "inbox_each_once" UNIQUE("business_id","source","dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "instances" (
	"business_id" text NOT NULL,
	"instance_id" text DEFAULT mostrador_short_id() NOT NULL,
	"flow" text NOT NULL,
	"key" text NOT NULL,
	"chat_id" text,
	"snapshot" jsonb,
	"active" text[] DEFAULT '{}' NOT NULL,
	"hashes" jsonb DEFAULT '{}' NOT NULL,
	"flow_version" integer,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "instances_business_id_instance_id_pk" PRIMARY KEY("business_id","instance_id"),
	CONSTRAINT "instances_one_per_key" UNIQUE("business_id","flow","key")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"business_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"job_id" text NOT NULL,
	"generation" integer NOT NULL,
	"job" text NOT NULL,
	"input" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"trace_id" text NOT NULL,
	"due_at" bigint NOT NULL,
	CONSTRAINT "jobs_business_id_instance_id_job_id_pk" PRIMARY KEY("business_id","instance_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"business_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"seq" integer NOT NULL,
	"inbox_id" bigint NOT NULL,
	"trace_id" text NOT NULL,
	"from_states" jsonb NOT NULL,
	"to_states" jsonb NOT NULL,
	"events" jsonb NOT NULL,
	"transitions" jsonb NOT NULL,
	"reading" text NOT NULL,
	"effects" jsonb NOT NULL,
	"duration_ms" double precision NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "journal_business_id_instance_id_seq_pk" PRIMARY KEY("business_id","instance_id","seq")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"business_id" text NOT NULL,
	"instance_id" text NOT NULL,
	"timer_id" text NOT NULL,
	"generation" integer NOT NULL,
	"event" jsonb NOT NULL,
	"trace_id" text NOT NULL,
	"due_at" bigint NOT NULL,
	CONSTRAINT "timers_business_id_instance_id_timer_id_pk" PRIMARY KEY("business_id","instance_id","timer_id")
);
--> statement-breakpoint
CREATE TABLE "message_statuses" (
	"business_id" text NOT NULL,
	"effect_id" text NOT NULL,
	"status" text NOT NULL,
	"rank" smallint NOT NULL,
	"at" bigint NOT NULL,
	"pricing" jsonb,
	"error_code" text,
	"error_message" text,
	CONSTRAINT "message_statuses_business_id_effect_id_pk" PRIMARY KEY("business_id","effect_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"business_id" text NOT NULL,
	"outbox_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"effect_id" text NOT NULL,
	"chat_id" text NOT NULL,
	"message" jsonb NOT NULL,
	"template" jsonb,
	"state" text DEFAULT 'pending' NOT NULL,
	"due_at" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"unanswered" boolean DEFAULT false NOT NULL,
	"repeated" boolean DEFAULT false NOT NULL,
	"provider_id" text,
	"error_code" text,
	"error_message" text,
	"created_at" bigint NOT NULL,
	"ended_at" bigint,
	CONSTRAINT "outbox_business_id_outbox_id_pk" PRIMARY KEY("business_id","outbox_id"),
	CONSTRAINT "outbox_each_effect_once" UNIQUE("business_id","effect_id")
);
--> statement-breakpoint
CREATE TABLE "order_counters" (
	"business_id" text NOT NULL,
	"local_day" text NOT NULL,
	"last_number" integer NOT NULL,
	CONSTRAINT "order_counters_business_id_local_day_pk" PRIMARY KEY("business_id","local_day")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"business_id" text NOT NULL,
	"order_id" text NOT NULL,
	"position" integer NOT NULL,
	"line_id" text NOT NULL,
	"product_id" text NOT NULL,
	"variant_id" text,
	"name" text NOT NULL,
	"options" jsonb NOT NULL,
	"quantity" double precision NOT NULL,
	"unit" text NOT NULL,
	"note" text,
	"unit_cents" bigint NOT NULL,
	"total_cents" bigint NOT NULL,
	CONSTRAINT "order_lines_business_id_order_id_position_pk" PRIMARY KEY("business_id","order_id","position")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"business_id" text NOT NULL,
	"order_id" text NOT NULL,
	"local_day" text NOT NULL,
	"number" integer NOT NULL,
	"chat_id" text NOT NULL,
	"customer_name" text,
	"status" text NOT NULL,
	"fulfilment" jsonb NOT NULL,
	"adjustments" jsonb NOT NULL,
	"subtotal_cents" bigint NOT NULL,
	"delivery_cents" bigint NOT NULL,
	"discount_cents" bigint NOT NULL,
	"total_cents" bigint NOT NULL,
	"payment_method" text NOT NULL,
	"cash_cents" bigint,
	"promised_from" bigint NOT NULL,
	"promised_to" bigint NOT NULL,
	"placed_at" bigint NOT NULL,
	"accepted_at" bigint,
	"ready_at" bigint,
	"left_at" bigint,
	"delivered_at" bigint,
	"cancelled_at" bigint,
	"reason" text,
	CONSTRAINT "orders_business_id_order_id_pk" PRIMARY KEY("business_id","order_id"),
	CONSTRAINT "orders_number_per_day" UNIQUE("business_id","local_day","number")
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"business_id" text NOT NULL,
	"chat_id" text DEFAULT mostrador_short_id() NOT NULL,
	"number_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"phone" text,
	"user_id" text,
	"front_instance" text,
	"last_inbound_at" bigint,
	"sender" text,
	"lease_until" bigint,
	"send_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "chats_business_id_chat_id_pk" PRIMARY KEY("business_id","chat_id"),
	CONSTRAINT "chats_one_per_person" UNIQUE("business_id","number_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "contact_identities" (
	"business_id" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"raw" text NOT NULL,
	"contact_id" text NOT NULL,
	CONSTRAINT "contact_identities_business_id_kind_value_pk" PRIMARY KEY("business_id","kind","value")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"business_id" text NOT NULL,
	"contact_id" text DEFAULT mostrador_short_id() NOT NULL,
	"name" text,
	"merged_into" text,
	"created_at" bigint NOT NULL,
	CONSTRAINT "contacts_business_id_contact_id_pk" PRIMARY KEY("business_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"business_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "members_business_id_contact_id_pk" PRIMARY KEY("business_id","contact_id"),
	CONSTRAINT "members_role_is_known" CHECK ("members"."role" in ('owner', 'staff', 'rider'))
);
--> statement-breakpoint
ALTER TABLE "numbers" ADD CONSTRAINT "numbers_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "numbers" ADD CONSTRAINT "numbers_app_id_apps_app_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("app_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "numbers" ADD CONSTRAINT "numbers_account_id_accounts_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("account_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bundles" ADD CONSTRAINT "bundles_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modifier_groups" ADD CONSTRAINT "modifier_groups_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modifier_options" ADD CONSTRAINT "modifier_options_group" FOREIGN KEY ("business_id","group_id") REFERENCES "public"."modifier_groups"("business_id","group_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_modifier_groups" ADD CONSTRAINT "product_modifier_groups_product" FOREIGN KEY ("business_id","product_id") REFERENCES "public"."products"("business_id","product_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_modifier_groups" ADD CONSTRAINT "product_modifier_groups_group" FOREIGN KEY ("business_id","group_id") REFERENCES "public"."modifier_groups"("business_id","group_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_category" FOREIGN KEY ("business_id","category_id") REFERENCES "public"."categories"("business_id","category_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promos" ADD CONSTRAINT "promos_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_product" FOREIGN KEY ("business_id","product_id") REFERENCES "public"."products"("business_id","product_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_instance" FOREIGN KEY ("business_id","instance_id") REFERENCES "public"."instances"("business_id","instance_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instances" ADD CONSTRAINT "instances_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instances" ADD CONSTRAINT "instances_chat" FOREIGN KEY ("business_id","chat_id") REFERENCES "public"."chats"("business_id","chat_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_instance" FOREIGN KEY ("business_id","instance_id") REFERENCES "public"."instances"("business_id","instance_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_instance" FOREIGN KEY ("business_id","instance_id") REFERENCES "public"."instances"("business_id","instance_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timers" ADD CONSTRAINT "timers_instance" FOREIGN KEY ("business_id","instance_id") REFERENCES "public"."instances"("business_id","instance_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_chat" FOREIGN KEY ("business_id","chat_id") REFERENCES "public"."chats"("business_id","chat_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_counters" ADD CONSTRAINT "order_counters_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order" FOREIGN KEY ("business_id","order_id") REFERENCES "public"."orders"("business_id","order_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_chat" FOREIGN KEY ("business_id","chat_id") REFERENCES "public"."chats"("business_id","chat_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_number" FOREIGN KEY ("business_id","number_id") REFERENCES "public"."numbers"("business_id","number_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_contact" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","contact_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_identities" ADD CONSTRAINT "contact_identities_contact" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","contact_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_business_id_businesses_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."businesses"("business_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_contact" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","contact_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_new" ON "inbox" USING btree ("business_id","inbox_id") WHERE "inbox"."state" = 'new';--> statement-breakpoint
CREATE INDEX "inbox_new_by_instance" ON "inbox" USING btree ("business_id","instance_id","inbox_id") WHERE "inbox"."state" = 'new';--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("business_id","due_at");--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("business_id","due_at");--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "outbox" USING btree ("business_id","chat_id","outbox_id") WHERE "outbox"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_by_provider_id" ON "outbox" USING btree ("business_id","provider_id") WHERE "outbox"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "orders_by_chat" ON "orders" USING btree ("business_id","chat_id","placed_at");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("business_id","placed_at") WHERE "orders"."status" not in ('delivered', 'cancelled');--> statement-breakpoint
CREATE INDEX "chats_to_send" ON "chats" USING btree ("business_id","number_id","send_at") WHERE "chats"."send_at" is not null;--> statement-breakpoint
CREATE INDEX "contact_identities_by_contact" ON "contact_identities" USING btree ("business_id","contact_id");