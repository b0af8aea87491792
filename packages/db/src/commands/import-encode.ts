import { isCareless } from "@touchline/domain/metrics/careless";
import type {
  AnswerRecord,
  CanonicalRecord,
  CellProblem,
  DeclaredStructure,
  InteractionRecord,
  RowOutcome,
  SubmissionRecord,
} from "@touchline/domain/records";
import { nameOfSlug } from "@touchline/domain/structure";
import { contentKey, contentOf, keyOf } from "./import-identity.ts";
import type { StagedTable } from "./import-staging.ts";
import type { FoundName, NameIds, NameKind } from "./structure.ts";

/** A problem of a row as it is stored: rejected = the whole row stayed out, dropped = only this cell did. */
export interface RowProblem extends CellProblem {
  readonly row: number;
  readonly severity: "rejected" | "dropped";
}

/** What the next flush writes: ready COPY lines per table, problems, and the counts of the rows since the last one. */
export interface StagedChunk {
  readonly lines: Readonly<Record<Exclude<StagedTable, "progress">, Buffer[]>>;
  readonly problems: RowProblem[];
  readonly rows: { accepted: number; rejected: number; blank: number };
  readonly records: number;
}

export interface NumberedName extends FoundName {
  /** From 1, within the run. Staged rows refer to names by it. */
  readonly number: number;
}

const NULL = "\\N";
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that COPY needs escaped.
const SPECIAL = /[\\\t\n\r\u0000]/g;
const ESCAPED: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\u0000": "",
};
const escaped = (text: string): string => text.replace(SPECIAL, (character) => ESCAPED[character] ?? "");
const cell = (text: string | null): string => (text === null ? NULL : escaped(text));
const plain = (value: number | string | null): string => (value === null ? NULL : String(value));
const truth = (value: boolean | null): string => (value === null ? NULL : value ? "t" : "f");

/** Problems as COPY lines of rejected_row: run_id, row, severity, column_name, value, reason. */
export function problemLines(runId: number, problems: readonly RowProblem[]): Buffer[] {
  if (problems.length === 0) return [];
  const lines = problems.map(
    (one) =>
      `${runId}\t${one.row}\t${one.severity}\t${cell(one.column)}\t${cell(one.value)}\t${cell(one.reason)}\n`,
  );
  return [Buffer.from(lines.join(""))];
}

/** Lines are turned into bytes a thousand at a time: few big buffers, few big strings. */
const LINES_PER_BUFFER = 1_000;

class Lines {
  #pending: string[] = [];
  #buffers: Buffer[] = [];

  add(line: string): void {
    this.#pending.push(line);
    if (this.#pending.length >= LINES_PER_BUFFER) this.#pack();
  }

  take(): Buffer[] {
    this.#pack();
    const buffers = this.#buffers;
    this.#buffers = [];
    return buffers;
  }

  #pack(): void {
    if (this.#pending.length === 0) return;
    this.#buffers.push(Buffer.from(`${this.#pending.join("\n")}\n`));
    this.#pending = [];
  }
}

export interface EncoderInput {
  readonly sourceId: number;
  readonly known: NameIds;
  readonly declared: DeclaredStructure;
  readonly unknownNames: "create" | "reject";
  /** Display name of a slug met in the data; absent: made from the slug. */
  readonly nameOf?: ((kind: NameKind, slug: string) => string | undefined) | undefined;
  /** Names that an earlier part of the same run has numbered already. */
  readonly names: readonly NumberedName[];
}

/** Turns row outcomes into COPY lines for the staging tables; touches no database. */
export class Encoder {
  readonly #input: EncoderInput;
  readonly #numbers: Record<NameKind, Map<string, number>> = {
    touchpoint: new Map(),
    channel: new Map(),
    segment: new Map(),
    department: new Map(),
    course: new Map(),
  };
  readonly #declared: Readonly<Record<NameKind, ReadonlyMap<string, string>>>;
  #lastNumber = 0;
  readonly #lines = {
    submission: new Lines(),
    interaction: new Lines(),
    record: new Lines(),
    name: new Lines(),
  };
  #problems: RowProblem[] = [];
  #rows = { accepted: 0, rejected: 0, blank: 0 };
  #records = 0;

  constructor(input: EncoderInput) {
    this.#input = input;
    const bySlug = (rows: readonly { slug: string; name: string }[]) =>
      new Map(rows.map((row) => [row.slug, row.name]));
    this.#declared = {
      touchpoint: bySlug(input.declared.touchpoints),
      channel: bySlug(input.declared.channels),
      segment: bySlug(input.declared.segments),
      department: bySlug(input.declared.departments),
      course: new Map(),
    };
    for (const { kind, slug, number } of input.names) {
      this.#numbers[kind].set(slug, number);
      this.#lastNumber = Math.max(this.#lastNumber, number);
    }
  }

  /** Records waiting to be flushed. */
  get pending(): number {
    return this.#records + this.#problems.length;
  }

  add(outcome: RowOutcome): void {
    if (outcome.status === "blank") {
      this.#rows.blank++;
      return;
    }
    const problem = outcome.status === "rejected" ? outcome.problem : this.#unknownName(outcome.records);
    if (problem !== null) {
      this.#rows.rejected++;
      this.#problems.push({ ...problem, row: outcome.row, severity: "rejected" });
      return;
    }
    if (outcome.status !== "accepted") return;
    this.#rows.accepted++;
    for (const dropped of outcome.dropped) {
      this.#problems.push({ ...dropped, row: outcome.row, severity: "dropped" });
    }
    let part = 0;
    for (const record of outcome.records) this.#record(record, outcome.row, part++);
  }

  take(): StagedChunk {
    const chunk = {
      lines: {
        submission: this.#lines.submission.take(),
        interaction: this.#lines.interaction.take(),
        record: this.#lines.record.take(),
        name: this.#lines.name.take(),
      },
      problems: this.#problems,
      rows: this.#rows,
      records: this.#records,
    };
    this.#problems = [];
    this.#rows = { accepted: 0, rejected: 0, blank: 0 };
    this.#records = 0;
    return chunk;
  }

  /** With unknownNames "reject": the first name in a row's records that nobody declared or knows. */
  #unknownName(records: readonly CanonicalRecord[]): CellProblem | null {
    if (this.#input.unknownNames === "create") return null;
    for (const record of records) {
      for (const [kind, slug] of namesIn(record)) {
        // Courses are no structure that anybody declares: a new one is always taken.
        if (slug === null || kind === "course") continue;
        if (this.#declared[kind].has(slug) || this.#input.known[kind].has(slug)) continue;
        return { column: null, value: slug, reason: `There is no ${kind} "${slug}".` };
      }
    }
    return null;
  }

  #number(kind: NameKind, slug: string): number {
    const known = this.#numbers[kind].get(slug);
    if (known !== undefined) return known;
    const number = ++this.#lastNumber;
    this.#numbers[kind].set(slug, number);
    const name = this.#declared[kind].get(slug) ?? this.#input.nameOf?.(kind, slug) ?? nameOfSlug(slug);
    this.#lines.name.add(`${number}\t${kind}\t${escaped(slug)}\t${escaped(name)}`);
    return number;
  }

  #optional(kind: NameKind, slug: string | null): string {
    return slug === null ? NULL : String(this.#number(kind, slug));
  }

  /** The cells that every staged record begins with: row, part, auto, key, hash. */
  #identity(record: CanonicalRecord, row: number, part: number): string {
    const { sourceId } = this.#input;
    const content = contentOf(record);
    const hash = contentKey(sourceId, record.kind, content);
    let id = record.externalId;
    // Each department of an employee's history is a record of its own.
    if (record.kind === "employee" && record.departmentSince !== null)
      id = `${id}\u001f${record.departmentSince}`;
    const key = id === null ? hash : keyOf(sourceId, record.kind, id);
    return `${row}\t${part}\t${id === null ? "t" : "f"}\t${key}\t${hash}`;
  }

  #customer(externalId: string | null): string {
    if (externalId === null) return `${NULL}\t${NULL}`;
    return `${keyOf(this.#input.sourceId, "customer", externalId)}\t${escaped(externalId)}`;
  }

  #interactionKey(externalId: string | null): string {
    return externalId === null ? NULL : keyOf(this.#input.sourceId, "interaction", externalId);
  }

  #record(record: CanonicalRecord, row: number, part: number): void {
    this.#records++;
    if (record.kind === "submission") this.#submission(record, row, part);
    else if (record.kind === "interaction") this.#interaction(record, row, part);
    else this.#small(record, row, part);
  }

  #submission(record: SubmissionRecord, row: number, part: number): void {
    const answers = this.#withoutTwins(record.answers, row);
    let touchpoints = "";
    let channels = "";
    let questions = "";
    let scores = "";
    let usages = "";
    for (const [at, answer] of answers.entries()) {
      const comma = at === 0 ? "" : ",";
      touchpoints += comma + this.#number("touchpoint", answer.touchpoint);
      channels += comma + (answer.channel === null ? "NULL" : this.#number("channel", answer.channel));
      questions += comma + answer.question;
      scores += comma + answer.score;
      usages += comma + (answer.usage ?? "NULL");
    }
    const careless = isCareless(answers.map((answer) => answer.score));
    this.#lines.submission.add(
      `${this.#identity(record, row, part)}\t${this.#customer(record.customer)}\t${plain(record.at)}\t${this.#optional("segment", record.segment)}\t${cell(record.comment)}\t${plain(record.weight)}\t${this.#interactionKey(record.interaction)}\t${truth(careless)}\t{${touchpoints}}\t{${channels}}\t{${questions}}\t{${scores}}\t{${usages}}`,
    );
  }

  /** Two answers of one submission to the same question about the same thing: the last one counts. */
  #withoutTwins(answers: readonly AnswerRecord[], row: number): readonly AnswerRecord[] {
    const twin = (a: AnswerRecord, b: AnswerRecord) =>
      a.touchpoint === b.touchpoint && (a.channel ?? "") === (b.channel ?? "") && a.question === b.question;
    const kept = answers.filter((answer, at) => {
      for (let later = at + 1; later < answers.length; later++) {
        const other = answers[later];
        if (other && twin(answer, other)) return false;
      }
      return true;
    });
    for (const answer of answers.length === kept.length ? [] : answers) {
      if (kept.includes(answer)) continue;
      this.#problems.push({
        row,
        severity: "dropped",
        column: null,
        value: String(answer.score),
        reason: `The row answers the same question about "${answer.touchpoint}" twice; the last answer counts.`,
      });
    }
    return kept;
  }

  #interaction(record: InteractionRecord, row: number, part: number): void {
    this.#lines.interaction.add(
      `${this.#identity(record, row, part)}\t${this.#customer(record.customer)}\t${plain(record.at)}\t${this.#number("touchpoint", record.touchpoint)}\t${this.#optional("channel", record.channel)}\t${this.#optional("segment", record.segment)}\t${this.#optional("touchpoint", record.cause)}\t${cell(record.reason)}\t${this.#interactionKey(record.continues)}\t${plain(record.openedAt)}\t${plain(record.firstReplyAt)}\t${plain(record.resolvedAt)}\t${truth(record.resolvedAtFirstContact)}\t${truth(record.reopened)}\t${truth(record.promiseKept)}\t${cell(record.comment)}`,
    );
  }

  /** The kinds that come in thousands, not millions, wait as JSON; names stay slugs in it. */
  #small(
    record: Exclude<CanonicalRecord, SubmissionRecord | InteractionRecord>,
    row: number,
    part: number,
  ): void {
    const { kind, ...fields } = record;
    for (const [nameKind, slug] of namesIn(record)) this.#optional(nameKind, slug);
    const person =
      record.kind === "training" || record.kind === "engagement" ? record.employee : record.externalId;
    const personKey = keyOf(this.#input.sourceId, kind === "customer" ? "customer" : "employee", person);
    // PostgreSQL's JSON takes neither NUL nor half of a character.
    const storable = (_: string, value: unknown) =>
      typeof value === "string" ? value.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\ufffd") : value;
    const body = JSON.stringify({ ...fields, person, personKey }, storable);
    this.#lines.record.add(`${this.#identity(record, row, part)}\t${kind}\t${escaped(body)}`);
  }
}

function namesIn(record: CanonicalRecord): [NameKind, string | null][] {
  switch (record.kind) {
    case "submission":
      return [
        ["segment", record.segment],
        ...record.answers.flatMap((one): [NameKind, string | null][] => [
          ["touchpoint", one.touchpoint],
          ["channel", one.channel],
        ]),
      ];
    case "interaction":
      return [
        ["touchpoint", record.touchpoint],
        ["channel", record.channel],
        ["segment", record.segment],
        ["touchpoint", record.cause],
      ];
    case "customer":
      return [["segment", record.segment]];
    case "employee":
      return [["department", record.department]];
    case "training":
      return [["course", record.course]];
    case "engagement":
      return [];
  }
}
