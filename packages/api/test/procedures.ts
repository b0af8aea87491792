import type { AnyTRPCRouter } from "@trpc/server";
import type { createCaller } from "../src/root.ts";

/** Every procedure of a router by its path, nested and lazy ones too. */
export async function everyProcedure(router: AnyTRPCRouter): Promise<Map<string, "query" | "mutation">> {
  for (;;) {
    const waiting = Object.entries(router._def.lazy);
    if (waiting.length === 0) break;
    for (const [key, loader] of waiting) {
      await loader.load();
      delete router._def.lazy[key];
    }
  }
  return new Map(
    // The builder's types hide the kind of a procedure behind its record.
    Object.entries(router._def.procedures as Record<string, { _def: { type: "query" | "mutation" } }>).map(
      ([path, { _def }]) => [path, _def.type],
    ),
  );
}

export type Answer =
  | { readonly status: "ok"; readonly value: unknown }
  | { readonly status: string; readonly message: string };

/** Calls a procedure by its path, as a stranger's request does, with whatever input. */
export async function callPath(
  caller: ReturnType<typeof createCaller>,
  path: string,
  input: unknown,
): Promise<Answer> {
  type Nested = { [key: string]: Nested } & ((input: unknown) => Promise<unknown>);
  const found = path
    .split(".")
    .reduce<Nested | undefined>((at, key) => at?.[key], caller as unknown as Nested);
  if (!found) throw new Error(`there is no procedure ${path}`);
  try {
    return { status: "ok", value: await found(input) };
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { status: code, message };
  }
}
