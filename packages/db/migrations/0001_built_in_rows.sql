INSERT INTO "organisation" ("id") VALUES (1);
--> statement-breakpoint
INSERT INTO "channel" ("id", "slug", "name") VALUES (0, 'not-stated', 'Not stated');
--> statement-breakpoint
INSERT INTO "segment" ("id", "slug", "name") VALUES (0, 'not-stated', 'Not stated');
--> statement-breakpoint
INSERT INTO "touchpoint" ("id", "slug", "name", "directness", "role") VALUES (0, 'overall', 'The company as a whole', 'direct', 'operations');
--> statement-breakpoint
INSERT INTO "journey_stage" ("slug", "name", "position") VALUES
  ('hear', 'First hearing', 1),
  ('consider', 'Considering', 2),
  ('choose', 'Choosing', 3),
  ('buy', 'Buying', 4),
  ('arrive', 'Getting it', 5),
  ('use', 'Using it', 6),
  ('service', 'Getting help', 7),
  ('stay', 'Staying', 8),
  ('leave', 'Leaving', 9);
