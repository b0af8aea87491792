CREATE TABLE "rollup_month_segment" (
	"touchpoint_id" integer NOT NULL,
	"month" date NOT NULL,
	"segment_id" integer NOT NULL,
	"question" "question_type" NOT NULL,
	"evidence" "evidence" NOT NULL,
	"c0" integer DEFAULT 0 NOT NULL,
	"c1" integer DEFAULT 0 NOT NULL,
	"c2" integer DEFAULT 0 NOT NULL,
	"c3" integer DEFAULT 0 NOT NULL,
	"c4" integer DEFAULT 0 NOT NULL,
	"c5" integer DEFAULT 0 NOT NULL,
	"c6" integer DEFAULT 0 NOT NULL,
	"c7" integer DEFAULT 0 NOT NULL,
	"c8" integer DEFAULT 0 NOT NULL,
	"c9" integer DEFAULT 0 NOT NULL,
	"c10" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "rollup_month_segment_touchpoint_id_month_segment_id_question_evidence_pk" PRIMARY KEY("touchpoint_id","month","segment_id","question","evidence")
);
--> statement-breakpoint
INSERT INTO "rollup_month_segment" SELECT "touchpoint_id", "month", "segment_id", "question", "evidence", sum("c0"), sum("c1"), sum("c2"), sum("c3"), sum("c4"), sum("c5"), sum("c6"), sum("c7"), sum("c8"), sum("c9"), sum("c10")
FROM "rollup_month_channel_segment" GROUP BY 1, 2, 3, 4, 5;
