DROP INDEX "answer_touchpoint_at";--> statement-breakpoint
CREATE INDEX "answer_touchpoint_newest" ON "answer" USING btree ("touchpoint_id","at","submission_id");