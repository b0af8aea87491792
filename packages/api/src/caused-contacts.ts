import {
  type CauseChoice,
  countCausedContacts,
  type GoneOn,
  listCausedContacts,
} from "@touchline/db/queries/caused-contacts";
import type { CauseRow } from "@touchline/db/queries/causes";
import { listChannels, listDepartments, listTouchpoints } from "@touchline/db/queries/structure";
import { recordView } from "@touchline/domain/access";
import { CAUSE_BASES } from "@touchline/domain/causes";
import { volume } from "@touchline/domain/metrics/volume";
import { discloseStatistic } from "@touchline/domain/privacy";
import { z } from "zod";
import { contactsIn, isFailure, isKnown, readCauses, sumOf } from "./failure.ts";
import { idOf } from "./keys.ts";
import { lastDay } from "./trend.ts";
import type { Reads, View } from "./view.ts";
import { viewInput } from "./view-input.ts";

const slug = z.string().max(200).nullable().default(null);

/** Which contacts stand behind a number of failure demand. */
export const CAUSE_CHOICES = ["all", "failure", "known", "unknown", ...CAUSE_BASES] as const;

/** How a contact continues the issue of an earlier one: in any way, where that was, or at another channel or department. */
export const WAYS_ON = ["any", "asked-again", "escalated"] as const;

/**
 * cause and sender: touchpoint and department that caused the contacts; asked: the department where they came in.
 * goneOn, goneFrom, begunOn, goneTo and passedBy leave those that continue an issue: goneFrom = the channel where it was,
 * begunOn = likewise with the channels below it, goneTo = the one where it went on, passedBy = the department that had it.
 */
export const causedContactsInput = viewInput.extend({
  choice: z.enum(CAUSE_CHOICES).default("failure"),
  cause: slug,
  sender: slug,
  asked: slug,
  goneOn: z.enum(WAYS_ON).nullable().default(null),
  goneFrom: slug,
  begunOn: slug,
  goneTo: slug,
  passedBy: slug,
  cursor: z
    .object({ at: z.iso.datetime({ precision: 6 }), id: z.int().min(0) })
    .nullable()
    .default(null),
  limit: z.int().min(1).max(200).default(50),
});
type Input = z.output<typeof causedContactsInput>;

const isChosen = (row: CauseRow, choice: CauseChoice): boolean => {
  switch (choice) {
    case "all":
      return true;
    case "failure":
      return isFailure(row);
    case "known":
      return isKnown(row);
    case "unknown":
      return !isKnown(row);
    default:
      return row.basis === choice;
  }
};

/** The way that an issue must have gone; null = all contacts, also those that begin one. Throws "not_found". */
function wayOf(
  { goneOn, goneFrom, begunOn, goneTo, passedBy }: Input,
  channels: Awaited<ReturnType<typeof listChannels>>,
  departmentOf: (named: string | null) => number | null,
): GoneOn | null {
  if ([goneOn, goneFrom, begunOn, goneTo, passedBy].every((each) => each === null)) return null;
  const channelOf = (named: string | null) => (named === null ? null : idOf(channels, named, "channel"));
  const [fromId, begunId] = [channelOf(goneFrom), channelOf(begunOn)];
  const family = channels.filter(({ id, parentId }) => id === begunId || parentId === begunId);
  return {
    same: goneOn === null || goneOn === "any" ? null : goneOn === "asked-again",
    fromChannels: fromId !== null ? [fromId] : begunId !== null ? family.map(({ id }) => id) : null,
    toChannelId: channelOf(goneTo),
    fromDepartmentId: departmentOf(passedBy),
  };
}

/**
 * The contacts behind a number of failure demand, the newest first, and never who asked. Heads see those that their
 * departments caused or were asked, and the words only of those that they were asked. Too few are not listed.
 */
export async function readCausedContacts(reads: Reads, view: View, input: Input) {
  const { db, scope } = reads;
  const [touchpoints, departments, channels] = await Promise.all([
    listTouchpoints(db, scope, { on: lastDay(view.period) }),
    listDepartments(db, scope),
    listChannels(db, scope),
  ]);
  const department = (named: string | null) =>
    named === null ? null : idOf(departments, named, "department");
  const causeId = input.cause === null ? null : idOf(touchpoints, input.cause, "touchpoint");
  const [sender, asked] = [department(input.sender), department(input.asked)];
  const own = scope.recordsOf === "all" ? undefined : scope.recordsOf;
  const query = {
    ...contactsIn(view, view.period),
    choice: input.choice,
    causeId,
    causeDepartmentId: sender,
    departmentId: asked,
    about: own,
    goneOn: wayOf(input, channels, department),
  };
  const isOwn = (id: number | null) => own === undefined || (id !== null && own.includes(id));
  const isMeant = (row: CauseRow) =>
    isChosen(row, input.choice) &&
    (causeId === null || row.causeId === causeId) &&
    (sender === null || row.causeDepartmentId === sender) &&
    (asked === null || row.departmentId === asked) &&
    (isOwn(row.departmentId) || isOwn(row.causeDepartmentId));
  // The counts that the page's figures are made of are often there already; they know of no way on.
  const meant = query.goneOn
    ? await countCausedContacts(db, scope, query)
    : sumOf((await readCauses(reads, view, view.period)).filter(isMeant));
  const total = discloseStatistic(volume(meant), view.settings.leastPeople);
  const found =
    (total.value ?? 0) === 0
      ? []
      : await listCausedContacts(db, scope, {
          ...query,
          before: input.cursor,
          limit: input.limit + 1,
        });
  const rows = found.slice(0, input.limit);
  const last = found.length > input.limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(({ exactly: _, departmentId, words, ...row }) => ({
      ...row,
      words: recordView(scope, departmentId) === "none" ? null : words,
    })),
    next: last ? { at: last.exactly, id: last.id } : null,
    /** A band, and no rows, where they are too few to be shown. */
    total,
    ownOnly: own !== undefined,
  };
}
