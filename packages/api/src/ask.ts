import type { Db } from "@touchline/db/client";
import type { SessionUser } from "@touchline/db/queries/user";
import type { Permission } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { createContext, type Log } from "./context.ts";
import type { KeptAnswers } from "./kept-answers.ts";
import { appRouter, createCaller } from "./root.ts";
import type { ViewInput } from "./view-input.ts";

const VIEW: ViewInput = {
  period: "all",
  from: null,
  to: null,
  compare: "previous_period",
  evidence: "headline",
  segment: null,
  channel: null,
};

/** Sees all in aggregate and changes nothing. Who runs a command at the machine owns the database anyway. */
const OPERATOR: SessionUser = {
  id: 0,
  email: "command line",
  name: "Command line",
  role: "executive",
  departmentIds: [],
  timeZone: null,
  theme: "system",
  secondFactor: { required: false, confirmed: false },
  seenBy: null,
  sessionId: "",
  lastSeenAt: new Date(0),
};

/** Guarantees nothing of its own: at run time a router keeps its procedures flat, by dotted name. */
const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: string; meta?: { permission: Permission } } }
>;

/** Names of the procedures that answer from the figures and change nothing, such as "ratings.breakdown". */
export const QUESTIONS: readonly string[] = Object.entries(procedures)
  .filter(([, { _def }]) => _def.type === "query" && _def.meta?.permission === "metrics:read")
  .map(([name]) => name)
  .sort();

/**
 * What the product answers to one of QUESTIONS, as an executive sees it. input is the procedure's; of the view (period,
 * from, to, compare, evidence, segment, channel) only what differs from all time and the headline's evidence need be given; from and to
 * alone are a period of their own. Throws AppError.
 */
export async function ask(
  db: Db,
  question: { readonly name: string; readonly input: Record<string, unknown>; readonly now: Date },
  log: Log,
  keptAnswers: KeptAnswers | null = null,
): Promise<unknown> {
  const { name, input, now } = question;
  if (!QUESTIONS.includes(name))
    throw new AppError("not_found", `There is no question "${name}". Questions: ${QUESTIONS.join(", ")}`);
  const requestId = "command line";
  const context = {
    ...createContext({
      db,
      now,
      requestId,
      log,
      sessionId: null,
      address: null,
      installation: null,
      keptAnswers,
    }),
    viewer: async () => OPERATOR,
  };
  const period = "from" in input && "to" in input ? { period: "custom" } : {};
  let procedure: unknown = createCaller(context);
  for (const part of name.split(".")) procedure = Reflect.get(Object(procedure), part);
  if (typeof procedure !== "function") throw new AppError("not_found", `There is no question "${name}".`);
  try {
    return await procedure({ ...VIEW, ...period, ...input });
  } catch (failure) {
    if (!(failure instanceof TRPCError)) throw failure;
    if (failure.cause instanceof AppError) throw failure.cause;
    const fault = failure.cause instanceof z.ZodError ? z.prettifyError(failure.cause) : failure.message;
    throw new AppError("invalid", `${name}: ${fault}`, { cause: failure });
  }
}
