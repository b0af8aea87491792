import type { inferRouterOutputs } from "@trpc/server";
import { access } from "./routers/access.ts";
import { audit } from "./routers/audit.ts";
import { causes } from "./routers/causes.ts";
import { changes } from "./routers/changes.ts";
import { channels } from "./routers/channels.ts";
import { comments } from "./routers/comments.ts";
import { consistency } from "./routers/consistency.ts";
import { contacts } from "./routers/contacts.ts";
import { departments } from "./routers/departments.ts";
import { drivers } from "./routers/drivers.ts";
import { engagement } from "./routers/engagement.ts";
import { expectation } from "./routers/expectation.ts";
import { experience } from "./routers/experience.ts";
import { failure } from "./routers/failure.ts";
import { freshness } from "./routers/freshness.ts";
import { imports } from "./routers/imports.ts";
import { journey } from "./routers/journey.ts";
import { mappings } from "./routers/mappings.ts";
import { movers } from "./routers/movers.ts";
import { places } from "./routers/places.ts";
import { profile } from "./routers/profile.ts";
import { ratings } from "./routers/ratings.ts";
import { records } from "./routers/records.ts";
import { segments } from "./routers/segments.ts";
import { service } from "./routers/service.ts";
import { session } from "./routers/session.ts";
import { settings } from "./routers/settings.ts";
import { sources } from "./routers/sources.ts";
import { structure } from "./routers/structure.ts";
import { touchpoints } from "./routers/touchpoints.ts";
import { training } from "./routers/training.ts";
import { trust } from "./routers/trust.ts";
import { turnover } from "./routers/turnover.ts";
import { users } from "./routers/users.ts";
import { voice } from "./routers/voice.ts";
import { createCallerFactory, router } from "./trpc.ts";

/** The table of contents: every question that the product answers over the network. */
export const appRouter = router({
  session,
  settings,
  experience,
  movers,
  journey,
  departments,
  touchpoints,
  channels,
  ratings,
  records,
  comments,
  contacts,
  voice,
  trust,
  service,
  expectation,
  segments,
  changes,
  consistency,
  failure,
  causes,
  drivers,
  training,
  engagement,
  turnover,
  freshness,
  places,
  structure,
  imports,
  mappings,
  sources,
  access,
  profile,
  users,
  audit,
});
export type AppRouter = typeof appRouter;
/** What each procedure answers, as it is: nobody types responses by hand. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** Calls procedures in this process with a request's context. */
export const createCaller = createCallerFactory(appRouter);
