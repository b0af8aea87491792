CREATE FUNCTION "audit_is_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of the audit log are neither changed nor deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_is_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_kept"();
--> statement-breakpoint
-- Always: bulk imports run with session_replication_role = replica, which passes by ordinary triggers.
ALTER TABLE "audit_log" ENABLE ALWAYS TRIGGER "audit_is_kept";
