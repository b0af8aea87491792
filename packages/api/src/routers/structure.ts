import {
  archiveStructure,
  readArchiveEffect,
  restoreStructure,
} from "@touchline/db/commands/structure-archive";
import { setOwner, setWeight } from "@touchline/db/commands/structure-dated";
import { addStructure, renameStructure, updateTouchpoint } from "@touchline/db/commands/structure-edit";
import { mergeStructure } from "@touchline/db/commands/structure-merge";
import { moveStructure } from "@touchline/db/commands/structure-places";
import { readOrganisation } from "@touchline/db/queries/structure";
import { readStructure } from "@touchline/db/queries/structure-admin";
import { readMergeEffect } from "@touchline/db/queries/structure-effects";
import type { Scope } from "@touchline/domain/access";
import { dayAt } from "@touchline/domain/day";
import { QUESTION_TYPES } from "@touchline/domain/question";
import { DIRECTNESS, STRUCTURE_KINDS, TOUCHPOINT_ROLES, WEIGHT_BOUNDS } from "@touchline/domain/structure";
import { z } from "zod";
import type { Context } from "../context.ts";
import { procedure, router } from "../trpc.ts";
import { nameInput } from "../user-input.ts";

/** 0 is what is built in, which the commands refuse in words. */
const id = z.number().int().min(0).max(2_147_483_647);
const kind = z.enum(STRUCTURE_KINDS);
const one = z.object({ kind, id });
const mergeInput = one.extend({ into: id });
const nature = { directness: z.enum(DIRECTNESS), role: z.enum(TOUCHPOINT_ROLES) };
/** A day from which on something holds: of the time that answers can be of, or not far ahead. */
const from = z.iso
  .date()
  .refine((day) => day >= "1900-01-01" && day < "2100-01-01", "A day from 1900 to 2099 is needed.");
const weight = z.number().min(WEIGHT_BOUNDS.least).max(WEIGHT_BOUNDS.most).multipleOf(0.01);

const newInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["department", "stage", "segment"]), name: nameInput }),
  z.object({ kind: z.literal("channel"), name: nameInput, parentId: id.nullable() }),
  z.object({
    kind: z.literal("touchpoint"),
    name: nameInput,
    stageId: id.nullable(),
    departmentId: id.nullable(),
    ...nature,
  }),
]);

/** The day that it is where the organisation is. */
async function today({ db, now, scope }: Pick<Context, "db" | "now"> & { scope: Scope }): Promise<string> {
  return dayAt(now.getTime(), (await readOrganisation(db, scope)).timeZone);
}

export const structure = router({
  /** All of it, archived and merged rows too, with owners and weights of today. */
  get: procedure("structure:write").query(async ({ ctx }) => {
    const on = await today(ctx);
    return { today: on, ...(await readStructure(ctx.db, ctx.scope, { on })) };
  }),

  /** What a merge would move. Throws "not_found", or "invalid" or "conflict" where the two can't be one. */
  mergeEffect: procedure("structure:write")
    .input(mergeInput)
    .query(async ({ ctx, input }) => {
      const {
        from: _,
        to: __,
        ...effect
      } = await readMergeEffect(ctx.db, ctx.scope, {
        ...input,
        on: await today(ctx),
      });
      return effect;
    }),

  /** What archiving would leave behind. Throws "not_found", or "conflict" where it holds something in use. */
  archiveEffect: procedure("structure:write")
    .input(one)
    .query(async ({ ctx, input }) =>
      readArchiveEffect(ctx.db, ctx.scope, { ...input, on: await today(ctx) }),
    ),

  /** Adds a row, last in its place; returns its id. Throws "conflict" for a name that is taken. */
  create: procedure("structure:write")
    .input(newInput)
    .mutation(({ ctx, input }) => addStructure(ctx.db, ctx.scope, input)),

  /** Throws "not_found", or "conflict" for a name that is taken. */
  rename: procedure("structure:write")
    .input(one.extend({ name: nameInput }))
    .mutation(({ ctx, input }) => renameStructure(ctx.db, ctx.scope, input)),

  /** What a touchpoint is: directness, role, and the question that makes its score. Throws "not_found" or "conflict". */
  update: procedure("structure:write")
    .input(z.object({ id, ...nature, primaryQuestion: z.enum(QUESTION_TYPES).nullable() }))
    .mutation(async ({ ctx, input }) =>
      updateTouchpoint(ctx.db, ctx.scope, { ...input, today: await today(ctx) }),
    ),

  /** Puts a row before another one, or last, in a stage or below a channel. Throws "conflict" when that has changed. */
  move: procedure("structure:write")
    .input(one.extend({ place: id.nullable(), before: id.nullable() }))
    .mutation(({ ctx, input }) => moveStructure(ctx.db, ctx.scope, input)),

  /** Makes a row a part of another one, with all its facts; returns what moved. Throws as mergeEffect. */
  merge: procedure("structure:write")
    .input(mergeInput)
    .mutation(async ({ ctx, input }) =>
      mergeStructure(ctx.db, ctx.scope, { ...input, on: await today(ctx), now: ctx.now }),
    ),

  /** Takes a row out of use; its answers stay. Throws as archiveEffect. */
  archive: procedure("structure:write")
    .input(one)
    .mutation(async ({ ctx, input }) =>
      archiveStructure(ctx.db, ctx.scope, { ...input, on: await today(ctx), now: ctx.now }),
    ),

  /** Takes an archived row into use again. Throws "not_found", or "conflict" for a merged one. */
  restore: procedure("structure:write")
    .input(one)
    .mutation(({ ctx, input }) => restoreStructure(ctx.db, ctx.scope, input)),

  /** Gives a touchpoint an owner, or none, from a day on. Throws "not_found" or "conflict". */
  setOwner: procedure("structure:write")
    .input(z.object({ touchpointId: id, departmentId: id.nullable(), from }))
    .mutation(({ ctx, input }) => setOwner(ctx.db, ctx.scope, input)),

  /** Gives a touchpoint a weight from a day on. Throws "not_found" or "conflict". */
  setWeight: procedure("structure:write")
    .input(z.object({ touchpointId: id, weight, from }))
    .mutation(({ ctx, input }) => setWeight(ctx.db, ctx.scope, input)),
});
