CREATE SCHEMA "staging";
--> statement-breakpoint
CREATE SEQUENCE "public"."record_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "ledger_claim" (
	"key" uuid NOT NULL,
	"run_id" integer NOT NULL,
	"of_run" integer NOT NULL,
	CONSTRAINT "ledger_claim_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
ALTER TABLE "interaction" ADD COLUMN "segment_stated" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "segment_stated" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "payload" jsonb;--> statement-breakpoint
CREATE INDEX "ledger_claim_of_run" ON "ledger_claim" USING btree ("of_run");--> statement-breakpoint
CREATE INDEX "submission_interaction" ON "submission" USING btree ("interaction_key") WHERE interaction_key is not null;--> statement-breakpoint
CREATE INDEX "ledger_people" ON "ledger" USING btree ("kind","record_id") WHERE kind in ('customer', 'employee');