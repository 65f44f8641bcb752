CREATE TABLE "consents" (
	"business_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"purpose" text NOT NULL,
	"at" bigint NOT NULL,
	"granted" boolean NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "consents_business_id_contact_id_purpose_at_pk" PRIMARY KEY("business_id","contact_id","purpose","at")
);
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_contact" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contacts"("business_id","contact_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
select mostrador_guard('consents');
