import {
  CONTACT_GROUPS,
  type ContactGroup,
  type ContactQuery,
  type ContactRow,
  type ContactScoreRow,
  contactCounts,
  contactScores,
  type ReplyRow,
  replyTimes,
} from "@touchline/db/queries/contacts";
import { listChannels, listDepartments, listTouchpoints } from "@touchline/db/queries/structure";
import { firstContactResolution } from "@touchline/domain/metrics/fcr";
import { promiseKept } from "@touchline/domain/metrics/promise";
import { responseTime, responseTimeChange } from "@touchline/domain/metrics/response-time";
import { change, share } from "@touchline/domain/statistic";
import { z } from "zod";
import { groupBy } from "../answers.ts";
import { idOf } from "../keys.ts";
import { ratingFigures } from "../rating-figures.ts";
import { lastDay } from "../trend.ts";
import { procedure, router } from "../trpc.ts";
import { type Reads, resolveView } from "../view.ts";
import { viewInput } from "../view-input.ts";

const contactInput = viewInput.extend({ touchpoint: z.string().max(200).nullable().default(null) });

/** The view with what its contacts are narrowed to, and the names of what they may be grouped by. Throws "not_found". */
async function resolveContacts(reads: Reads, input: z.output<typeof contactInput>) {
  const view = await resolveView(reads, input);
  const [touchpoints, channels] = await Promise.all([
    listTouchpoints(reads.db, reads.scope, { on: lastDay(view.period) }),
    listChannels(reads.db, reads.scope),
  ]);
  return {
    ...view,
    names: { touchpoint: touchpoints, channel: channels },
    filters: {
      timeZone: view.organisation.timeZone,
      ...view.filters,
      touchpoints:
        input.touchpoint === null ? undefined : [idOf(touchpoints, input.touchpoint, "touchpoint")],
    },
  };
}

/** Everything that is counted of contacts, one row for each key. */
async function readContacts({ db, scope }: Reads, query: ContactQuery, leastPeople: number) {
  const [rows, replies, scores] = await Promise.all([
    contactCounts(db, scope, query),
    replyTimes(db, scope, query),
    contactScores(db, scope, query),
  ]);
  const repliesOf = groupBy(replies, (row) => row.key);
  const scoresOf = groupBy(scores, (row) => row.key);
  return rows.map((row) => ({
    key: row.key,
    ...figures(row, repliesOf.get(row.key) ?? [], scoresOf.get(row.key) ?? [], leastPeople),
  }));
}

function figures(
  row: ContactRow,
  replies: readonly ReplyRow[],
  scores: readonly ContactScoreRow[],
  leastPeople: number,
) {
  const { contacts, caused, stated, atFirst, kept, broken, impossible } = row;
  const resolution = firstContactResolution({
    stated,
    atFirst,
    unresolvable: 0,
    followed: 0,
    notRepeated: 0,
  });
  return {
    contacts,
    response: responseTime(replies.map(({ minutes, count }) => ({ value: minutes, count }))),
    impossibleReplies: impossible,
    promisesKept: promiseKept({ kept, broken, overdue: 0, cancelled: 0 }).kept,
    resolvedAtFirst: resolution.stated,
    causeKnown: share(caused, contacts),
    ratings: scores.map(({ question, counts }) => ({
      question,
      ...ratingFigures(counts, question, leastPeople),
    })),
  };
}

const NO_CONTACTS: ContactRow = {
  key: null,
  contacts: 0,
  caused: 0,
  stated: 0,
  atFirst: 0,
  kept: 0,
  broken: 0,
  impossible: 0,
};

export const contacts = router({
  /**
   * Service and support contacts of the period, of one touchpoint or channel or of all: how many, how soon they were
   * answered, promises, first-contact resolution, known causes, and the ratings of people invited after a contact.
   */
  summary: procedure("metrics:read")
    .input(contactInput)
    .query(async ({ ctx, input }) => {
      const { period, previous, settings, filters } = await resolveContacts(ctx, input);
      const [[now], [before]] = await Promise.all([
        readContacts(ctx, { range: period, by: null, ...filters }, settings.leastPeople),
        previous ? readContacts(ctx, { range: previous, by: null, ...filters }, settings.leastPeople) : [],
      ]);
      const { key: _, ...whole } = now ?? {
        key: null,
        ...figures(NO_CONTACTS, [], [], settings.leastPeople),
      };
      return {
        ...whole,
        contactsChange: previous && change(whole.contacts, before?.contacts ?? 0),
        responseChange: before
          ? responseTimeChange(whole.response, before.response, settings.minAnswers)
          : null,
      };
    }),

  /** The same by channel, reason, touchpoint or owner on the day of the contact, the most contacts first. */
  breakdown: procedure("metrics:read")
    .input(contactInput.extend({ by: z.enum(CONTACT_GROUPS) }))
    .query(async ({ ctx, input }) => {
      const { period, settings, filters, names } = await resolveContacts(ctx, input);
      const [rows, departments] = await Promise.all([
        readContacts(ctx, { range: period, by: input.by, ...filters }, settings.leastPeople),
        listDepartments(ctx.db, ctx.scope),
      ]);
      const known = { ...names, department: departments, reason: null }[input.by satisfies ContactGroup];
      const byId = new Map(known?.map((row) => [String(row.id), row]));
      return rows.map(({ key, ...row }) => ({
        slug: byId.get(key ?? "")?.slug ?? null,
        name: known ? (byId.get(key ?? "")?.name ?? null) : key,
        ...row,
      }));
    }),
});
