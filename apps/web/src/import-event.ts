import type { FileToImport, importFile } from "@touchline/api/import-file";

type ImportProgress = Parameters<NonNullable<FileToImport["onProgress"]>>[0];

interface Problem {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

/** One line of the upload's answer. */
export type ImportEvent =
  | ({ readonly kind: "progress" } & ImportProgress)
  | {
      readonly kind: "done";
      readonly result: Awaited<ReturnType<typeof importFile>>;
      /** The first rows and cells that were left out. */
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "failed"; readonly message: string };
