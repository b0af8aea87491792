ALTER TABLE "organisation" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_currency" CHECK ("organisation"."currency" ~ '^[A-Z]{3}$');