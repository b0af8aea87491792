"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { RouterOutputs } from "@touchline/api/root";
import type { StructureKind } from "@touchline/domain/structure";
import { useTRPC } from "../../trpc-client.tsx";
import { type Placed, rowsAfter } from "./order.ts";

export type Structure = RouterOutputs["structure"]["get"];
export type Touchpoint = Structure["touchpoints"][number];

/** One row of any kind, as lists and dialogs speak of it. */
export interface Chosen {
  readonly kind: StructureKind;
  readonly id: number;
  readonly name: string;
}

/** The structure as it is now; what is changed here is read again. */
export function useStructure(initial: Structure): Structure {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.structure.get.queryOptions(undefined, { initialData: initial, staleTime: 10_000 }),
  );
  return data;
}

/** Reads the structure again; to be awaited, so that a button is busy until what it did can be seen. */
export function useReread(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.structure.get.queryKey() });
}

/** The structure as a move leaves it. */
function structureAfter(was: Structure, kind: StructureKind, placed: Placed): Structure {
  const keep = <Row extends { readonly id: number }>(rows: readonly Row[]) =>
    rowsAfter(rows, placed, (row) => row);
  switch (kind) {
    case "touchpoint":
      return {
        ...was,
        touchpoints: rowsAfter(was.touchpoints, placed, (row) => ({ ...row, stageId: placed.place })),
      };
    case "channel":
      return {
        ...was,
        channels: rowsAfter(was.channels, placed, (row) => ({ ...row, parentId: placed.place })),
      };
    case "department":
      return { ...was, departments: keep(was.departments) };
    case "stage":
      return { ...was, stages: keep(was.stages) };
    case "segment":
      return { ...was, segments: keep(was.segments) };
  }
}

/** Moves rows. They stand in the new order at once, and go back where the server refuses. */
export function useMove(kind: StructureKind) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const queryKey = trpc.structure.get.queryKey();
  return useMutation(
    trpc.structure.move.mutationOptions({
      onMutate: async (asked) => {
        await queries.cancelQueries({ queryKey });
        const was = queries.getQueryData<Structure>(queryKey);
        if (was) queries.setQueryData(queryKey, structureAfter(was, kind, asked));
        return was;
      },
      onError: (_error, _asked, was) => queries.setQueryData(queryKey, was),
      onSettled: () => queries.invalidateQueries({ queryKey }),
    }),
  );
}
