ALTER TABLE "session" ADD COLUMN "sees_as_id" integer;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "sees_as_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_sees_as_id_user_account_id_fk" FOREIGN KEY ("sees_as_id") REFERENCES "public"."user_account"("id") ON DELETE set null ON UPDATE no action;