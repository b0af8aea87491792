import { TRPCError } from "@trpc/server";

/** An answer, or why there is none: a read that failed must never look like an empty list. */
export type Settled<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/** Waits for a procedure. A failure that the user may be told of becomes its words; any other goes on up. */
export async function settle<Value>(answer: Promise<Value>): Promise<Settled<Value>> {
  try {
    return { ok: true, value: await answer };
  } catch (failure) {
    if (failure instanceof TRPCError) return { ok: false, message: failure.message };
    throw failure;
  }
}
