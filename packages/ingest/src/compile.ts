import type { QuestionType } from "@touchline/domain/question";
import { QUESTION_TYPES } from "@touchline/domain/question";
import type { AnswerRecord, CanonicalRecord, TrainingOutcome } from "@touchline/domain/records";
import type { FieldCompiler, Getter } from "./cells.ts";
import { OUTCOMES, type RecordDefinition } from "./mapping.ts";

type RecordGetter = Getter<CanonicalRecord | null>;
type Definition<K extends RecordDefinition["kind"]> = Extract<RecordDefinition, { kind: K }>;

/** One function per record of the mapping: the record that a row gives, or null for none (no answers, condition not met). */
export function compileRecord(definition: RecordDefinition, fields: FieldCompiler): RecordGetter {
  const holds = fields.condition(definition.when);
  const get = compileKind(definition, fields);
  return definition.when ? (cells) => (holds(cells) ? get(cells) : null) : get;
}

function compileKind(definition: RecordDefinition, fields: FieldCompiler): RecordGetter {
  switch (definition.kind) {
    case "submission":
      return submission(definition, fields);
    case "interaction":
      return interaction(definition, fields);
    case "customer":
      return customer(definition, fields);
    case "employee":
      return employee(definition, fields);
    case "training":
      return training(definition, fields);
    case "engagement":
      return engagement(definition, fields);
  }
}

function submission(definition: Definition<"submission">, fields: FieldCompiler): RecordGetter {
  const externalId = fields.text(definition.externalId);
  const customerOf = fields.text(definition.customer);
  const at = fields.instant(definition.at);
  const segment = fields.name("segment", definition.segment);
  const comment = fields.text(definition.comment);
  const weight = fields.number(definition.weight);
  const interactionOf = fields.text(definition.interaction);
  const answersOf = definition.answers.map((answer) => compileAnswer(answer, definition.channel, fields));
  return (cells) => {
    const answers: AnswerRecord[] = [];
    for (const answerOf of answersOf) {
      const answer = answerOf(cells);
      if (answer !== null) answers.push(answer);
    }
    const said = comment(cells);
    if (answers.length === 0 && said === null) return null;
    return {
      kind: "submission",
      externalId: externalId(cells),
      customer: customerOf(cells),
      at: at(cells),
      segment: segment(cells),
      comment: said,
      weight: weight(cells),
      interaction: interactionOf(cells),
      answers,
    };
  };
}

function compileAnswer(
  definition: Definition<"submission">["answers"][number],
  channelOfAll: Definition<"submission">["channel"],
  fields: FieldCompiler,
): Getter<AnswerRecord | null> {
  const touchpoint = fields.requiredName("touchpoint", definition.touchpoint);
  const channel = fields.name("channel", definition.channel ?? channelOfAll);
  const usage = fields.yesNo(definition.usage, "null");
  const build = (cells: Parameters<typeof usage>[0], question: QuestionType, score: number): AnswerRecord => {
    const used = usage(cells);
    return {
      touchpoint: touchpoint(cells),
      channel: channel(cells),
      question,
      score,
      usage: used === null ? null : used ? "yes" : "no",
    };
  };
  if (typeof definition.question === "string") {
    const question = definition.question;
    const score = fields.score(definition.score, question);
    return (cells) => {
      const value = score(cells);
      return value === null ? null : build(cells, question, value);
    };
  }
  const field = definition.question;
  const questionOf = fields.required(field, "question type");
  const scores = new Map(
    QUESTION_TYPES.map((question) => [
      question as string,
      { question, get: fields.score(definition.score, question) },
    ]),
  );
  const present = fields.text(definition.score);
  return (cells) => {
    if (present(cells) === null) return null;
    const name = questionOf(cells);
    const scorer = scores.get(name);
    if (!scorer)
      return fields.report.add(
        field.column ?? null,
        name,
        `is no question type (${QUESTION_TYPES.join(", ")})`,
        field.onInvalid,
      );
    const value = scorer.get(cells);
    return value === null ? null : build(cells, scorer.question, value);
  };
}

function interaction(definition: Definition<"interaction">, fields: FieldCompiler): RecordGetter {
  const externalId = fields.text(definition.externalId);
  const customerOf = fields.text(definition.customer);
  const at = fields.instant(definition.at);
  const touchpoint = fields.requiredName("touchpoint", definition.touchpoint);
  const channel = fields.name("channel", definition.channel);
  const segment = fields.name("segment", definition.segment);
  const cause = fields.name("touchpoint", definition.cause);
  const reason = fields.text(definition.reason);
  const continues = fields.text(definition.continues);
  const openedAt = fields.instant(definition.openedAt);
  const firstReplyAt = fields.instant(definition.firstReplyAt);
  const resolvedAt = fields.instant(definition.resolvedAt);
  const firstContact = fields.yesNo(definition.resolvedAtFirstContact, "report");
  const reopened = fields.yesNo(definition.reopened, "report");
  const promiseKept = fields.yesNo(definition.promiseKept, "report");
  const comment = fields.text(definition.comment);
  return (cells) => ({
    kind: "interaction",
    externalId: externalId(cells),
    customer: customerOf(cells),
    at: at(cells),
    touchpoint: touchpoint(cells),
    channel: channel(cells),
    segment: segment(cells),
    cause: cause(cells),
    reason: reason(cells),
    continues: continues(cells),
    openedAt: openedAt(cells),
    firstReplyAt: firstReplyAt(cells),
    resolvedAt: resolvedAt(cells),
    resolvedAtFirstContact: firstContact(cells),
    reopened: reopened(cells),
    promiseKept: promiseKept(cells),
    comment: comment(cells),
  });
}

function customer(definition: Definition<"customer">, fields: FieldCompiler): RecordGetter {
  const externalId = fields.required(definition.externalId, "customer id");
  const segment = fields.name("segment", definition.segment);
  return (cells) => ({ kind: "customer", externalId: externalId(cells), segment: segment(cells) });
}

function employee(definition: Definition<"employee">, fields: FieldCompiler): RecordGetter {
  const externalId = fields.required(definition.externalId, "employee id");
  const department = fields.name("department", definition.department);
  const departmentSince = fields.day(definition.departmentSince);
  const hired = fields.day(definition.hired);
  const left = fields.day(definition.left);
  return (cells) => ({
    kind: "employee",
    externalId: externalId(cells),
    department: department(cells),
    departmentSince: departmentSince(cells),
    hired: hired(cells),
    left: left(cells),
  });
}

function training(definition: Definition<"training">, fields: FieldCompiler): RecordGetter {
  const externalId = fields.text(definition.externalId);
  const employeeOf = fields.required(definition.employee, "employee id");
  const course = fields.requiredName("course", definition.course);
  const assigned = fields.day(definition.assigned);
  const due = fields.day(definition.due);
  const completed = fields.day(definition.completed);
  const expires = fields.day(definition.expires);
  const outcomeText = fields.text(definition.outcome);
  const outcomeOf: Getter<TrainingOutcome | null> = (cells) => {
    const text = outcomeText(cells);
    if (text === null) return null;
    const outcome = text.toLowerCase();
    if (isOutcome(outcome)) return outcome;
    const field = definition.outcome;
    return fields.report.add(
      field?.column ?? null,
      text,
      `is no training outcome (${[...OUTCOMES].join(", ")})`,
      field?.onInvalid ?? "reject-row",
    );
  };
  return (cells) => ({
    kind: "training",
    externalId: externalId(cells),
    employee: employeeOf(cells),
    course: course(cells),
    assigned: assigned(cells),
    due: due(cells),
    completed: completed(cells),
    expires: expires(cells),
    outcome: outcomeOf(cells),
  });
}

function isOutcome(text: string): text is TrainingOutcome {
  return OUTCOMES.has(text);
}

function engagement(definition: Definition<"engagement">, fields: FieldCompiler): RecordGetter {
  const externalId = fields.text(definition.externalId);
  const employeeOf = fields.required(definition.employee, "employee id");
  const day = fields.day(definition.day);
  const items = definition.answers.map(({ item, question, score }) => ({
    item,
    question,
    get: fields.score(score, question),
  }));
  return (cells) => {
    const answers = items.flatMap(({ item, question, get }) => {
      const score = get(cells);
      return score === null ? [] : [{ item, question, score }];
    });
    if (answers.length === 0) return null;
    return {
      kind: "engagement",
      externalId: externalId(cells),
      employee: employeeOf(cells),
      day: day(cells),
      answers,
    };
  };
}
