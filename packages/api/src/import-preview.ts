import type { Db } from "@touchline/db/client";
import { Encoder, type RowProblem } from "@touchline/db/commands/import-encode";
import { checkStructure, readNames } from "@touchline/db/commands/structure";
import { listNames } from "@touchline/db/queries/names";
import { readOrganisation } from "@touchline/db/queries/structure";
import type { Scope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import type { RowOutcome } from "@touchline/domain/records";
import { nameOfSlug, OVERALL_TOUCHPOINT, slugify } from "@touchline/domain/structure";
import { assignColumns, type Draft } from "@touchline/ingest/assign";
import { type Inspection, inspect, withFormat } from "@touchline/ingest/inspect";
import { type Mapping, parseMapping } from "@touchline/ingest/mapping";
import type { NamesFound } from "@touchline/ingest/names";
import { proposeColumns } from "@touchline/ingest/propose";
import { constantsOf, readRows } from "@touchline/ingest/read";
import { chooseMapping } from "./choose-mapping.ts";
import { END_OF_HEAD, fileHead } from "./file-head.ts";
import { type Base, freshNames, type Names, previewColumns } from "./preview-columns.ts";
import { type PreviewInput, surveyOf } from "./preview-input.ts";
import { type NameOf, storedRows } from "./stored-rows.ts";

const SHOWN_ROWS = 50;
const MOST_COLUMNS = 2_000;
const NOTHING_READ =
  "Nothing of this file is read yet. Say of at least one column what it is: a score, a comment or a reason.";

/**
 * What the engine makes of the beginning of a file, by the same code that imports it, and nothing written: how its format
 * and columns are taken and why, its first 50 rows as they will be stored or rejected, and the names that are new.
 * Throws AppError where the file is no table at all; anything else that stands in the way is `problem`.
 */
export async function previewFile(db: Db, scope: Scope, input: PreviewInput, bytes: Uint8Array) {
  const file = await fileHead(bytes, input.fileName, input.whole);
  const inspection = await inspect(file.read(), file.fileName, input.format);
  if (inspection.columns.length === 0)
    throw new AppError(
      "invalid",
      `${file.fileName}: its beginning holds no whole row of names. Is it a table, with line ends?`,
    );
  if (inspection.columns.length > MOST_COLUMNS)
    throw new AppError(
      "invalid",
      `${file.fileName} has ${inspection.columns.length.toLocaleString("en")} columns; up to ${MOST_COLUMNS.toLocaleString("en")} can be looked at here. Is the delimiter right?`,
    );
  const base = await chooseBase(db, scope, input, file, inspection);
  const draft = edited(base.mapping, inspection, input);
  const names = await listNames(db, scope);
  const constants = constantsOf(draft, { fileName: file.fileName, constants: input.constants });
  const read = await readHead(db, scope, input, file, draft, names).catch((error: unknown) => {
    if (error instanceof AppError) return { ...NOTHING, problem: error.message };
    throw error;
  });
  const used = draft.structure;
  return {
    fileName: file.fileName,
    format: {
      kind: inspection.kind,
      encoding: inspection.encoding === "auto" ? ("utf-8" as const) : inspection.encoding,
      delimiter: inspection.delimiter,
      headerCount: inspection.headerRows.count,
      skipRows: inspection.skipRows,
    },
    reason: base.reason,
    name: draft.name,
    source: draft.source,
    columns: previewColumns(draft, inspection, base, input.columns),
    constants,
    /** To be sent with the import; null while it is not sound. */
    mapping: read.problem === null ? draft : null,
    problem: read.problem,
    rows: read.rows,
    rejected: read.rejected,
    counted: read.counted,
    whole: file.whole,
    fresh: freshNames(used, read.found, names),
    touchpoints: names.touchpoints.filter((one) => !one.archived),
    departments: [
      ...names.departments.filter((one) => !one.archived),
      ...used.departments.filter((one) => !names.departments.some(({ slug }) => slug === one.slug)),
    ].map(({ slug, name }) => ({ slug, name })),
    stages: names.stages.filter((one) => !one.archived).map(({ slug, name }) => ({ slug, name })),
    channels: names.channels.filter((one) => !one.archived).map(({ slug, name }) => ({ slug, name })),
  };
}
export type FilePreview = Awaited<ReturnType<typeof previewFile>>;

async function chooseBase(
  db: Db,
  scope: Scope,
  input: PreviewInput,
  file: Awaited<ReturnType<typeof fileHead>>,
  inspection: Inspection,
): Promise<Base> {
  const { mapping: choice, survey, format } = input;
  const chosen = await chooseMapping(db, scope, file, {
    choice,
    survey: survey && surveyOf(survey),
    format,
  });
  if (chosen) {
    const mapping =
      "named" in choice || "json" in choice ? withFormat(chosen.mapping, inspection, format) : chosen.mapping;
    return { ...chosen, mapping, guesses: null };
  }
  const { mapping, guesses } = proposeColumns(inspection, file.fileName, survey?.questions);
  return {
    mapping: withFormat(mapping, inspection, format),
    guesses,
    left: [],
    by: "",
    reason: "No preset knows these columns: each is judged by its name and by what stands in it.",
  };
}

/** The mapping with all that somebody changed. */
function edited(mapping: Draft, inspection: Inspection, input: PreviewInput): Draft {
  const roles = new Map(Object.entries(input.columns).map(([place, role]) => [Number(place), role]));
  const draft = structuredClone(assignColumns(mapping, inspection, roles));
  for (const [slug, { name, stage, department, role }] of Object.entries(input.touchpoints)) {
    const known = draft.structure.touchpoints.find((one) => one.slug === slug);
    if (known) Object.assign(known, { name, stage, department, role });
    else
      draft.structure.touchpoints.push({
        slug,
        name,
        stage,
        department,
        role,
        directness: "direct",
        primaryQuestion: null,
      });
  }
  for (const [slug, { name, parent }] of Object.entries(input.channels)) {
    const known = draft.structure.channels.find((one) => one.slug === slug);
    if (known) Object.assign(known, { name, parent });
    else draft.structure.channels.push({ slug, name, parent });
  }
  const source = input.source === undefined ? "" : slugify(input.source);
  return { ...draft, name: input.name ?? draft.name, source: source || draft.source };
}

const NOTHING = {
  problem: null as string | null,
  rows: storedRows([], nameOfSlugOnly),
  rejected: [] as RowProblem[],
  counted: { accepted: 0, rejected: 0, blank: 0, cells: 0 },
  found: { touchpoints: [], channels: [], segments: [], departments: [], courses: [] } as NamesFound,
};
function nameOfSlugOnly(_kind: string, slug: string): string {
  return nameOfSlug(slug);
}

async function readHead(
  db: Db,
  scope: Scope,
  input: PreviewInput,
  file: Awaited<ReturnType<typeof fileHead>>,
  draft: Draft,
  names: Names,
): Promise<typeof NOTHING> {
  if (draft.records.length === 0) return { ...NOTHING, problem: NOTHING_READ };
  const mapping = parseMapping(draft);
  const known = await readNames(db);
  await checkStructure(db, mapping.structure, known);
  const open = constantsOf(mapping, { fileName: file.fileName, constants: input.constants }).filter(
    ({ value }) => value === null,
  );
  if (open.length > 0) return { ...NOTHING, problem: `Say ${open.map(({ ask }) => ask).join(" and ")}.` };
  const { timeZone: zone } = await readOrganisation(db, scope);
  const constants = Object.fromEntries(
    Object.entries(input.constants).filter(([name]) => Object.hasOwn(mapping.constants, name)),
  );
  const reader = readRows(file.read(), mapping, { fileName: file.fileName, constants, zone });
  const encoder = new Encoder({
    sourceId: 0,
    known,
    declared: mapping.structure,
    unknownNames: mapping.unknownNames,
    names: [],
  });
  const shown: Extract<RowOutcome, { status: "accepted" }>[] = [];
  const rejected: RowProblem[] = [];
  const counted = { accepted: 0, rejected: 0, blank: 0, cells: 0 };
  let problem: string | null = null;
  try {
    for await (const batch of reader.batches)
      for (const outcome of batch) {
        encoder.add(outcome);
        const { rows, problems } = encoder.take();
        counted.accepted += rows.accepted;
        counted.rejected += rows.rejected;
        counted.blank += rows.blank;
        counted.cells += problems.filter(({ severity }) => severity === "dropped").length;
        if (counted.accepted + counted.rejected > SHOWN_ROWS) continue;
        if (rows.accepted > 0 && outcome.status === "accepted") shown.push(outcome);
        rejected.push(...problems);
      }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error !== END_OF_HEAD) problem = error.message;
  }
  const found = reader.names();
  const nameOf = namesFrom(mapping, found, names);
  return { problem, rows: storedRows(shown, nameOf), rejected, counted, found };
}

function namesFrom(mapping: Mapping, found: NamesFound, names: Names): NameOf {
  const lists = (["touchpoint", "channel", "segment", "department", "course"] as const).map((kind) => {
    const declared = kind === "course" ? [] : mapping.structure[`${kind}s`];
    const all = [...found[`${kind}s`], ...declared, ...names[`${kind}s`]];
    return [kind, new Map(all.map(({ slug, name }) => [slug, name]))] as const;
  });
  const byKind = new Map(lists);
  return (kind, slug) =>
    slug === OVERALL_TOUCHPOINT.slug
      ? OVERALL_TOUCHPOINT.name
      : (byKind.get(kind)?.get(slug) ?? nameOfSlug(slug));
}
