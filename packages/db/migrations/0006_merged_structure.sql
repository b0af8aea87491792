ALTER TABLE "channel" ADD COLUMN "merged_into_id" integer;--> statement-breakpoint
ALTER TABLE "department" ADD COLUMN "merged_into_id" integer;--> statement-breakpoint
ALTER TABLE "journey_stage" ADD COLUMN "merged_into_id" integer;--> statement-breakpoint
ALTER TABLE "segment" ADD COLUMN "merged_into_id" integer;--> statement-breakpoint
ALTER TABLE "touchpoint" ADD COLUMN "merged_into_id" integer;--> statement-breakpoint
ALTER TABLE "channel" ADD CONSTRAINT "channel_merged_into_id_channel_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."channel"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department" ADD CONSTRAINT "department_merged_into_id_department_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_stage" ADD CONSTRAINT "journey_stage_merged_into_id_journey_stage_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."journey_stage"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment" ADD CONSTRAINT "segment_merged_into_id_segment_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."segment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint" ADD CONSTRAINT "touchpoint_merged_into_id_touchpoint_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."touchpoint"("id") ON DELETE no action ON UPDATE no action;