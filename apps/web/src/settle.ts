import { TRPCError } from "@trpc/server";

/** An answer, or why there is none: a read that failed must never look like an empty list. */
export type Settled<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly message: string;
      /** The question itself can't be answered: asking again would not help. */
      readonly refused: boolean;
      /** Something that was asked for by name is not there. */
      readonly missing?: boolean;
      /** It is there, and not for this viewer. */
      readonly forbidden?: boolean;
    };

/** Waits for a procedure. A failure that the user may be told of becomes its words; any other goes on up. */
export async function settle<Value>(answer: Promise<Value>): Promise<Settled<Value>> {
  try {
    return { ok: true, value: await answer };
  } catch (failure) {
    if (failure instanceof TRPCError)
      return {
        ok: false,
        message: failure.message,
        refused: ["BAD_REQUEST", "NOT_FOUND", "FORBIDDEN"].includes(failure.code),
        missing: failure.code === "NOT_FOUND",
        forbidden: failure.code === "FORBIDDEN",
      };
    throw failure;
  }
}
