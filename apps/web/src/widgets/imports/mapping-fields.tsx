import type { RouterOutputs } from "@touchline/api/root";
import { SelectField } from "@touchline/ui/field";
import { CELL, HEAD, HEAD_ROW, SCROLL, TABLE } from "@touchline/ui/table";
import { SCALE_OPTIONS } from "./column-words.ts";
import { LazyText } from "./lazy-text.tsx";
import type { MappingPart } from "./mapping-part.ts";

type Field = RouterOutputs["mappings"]["get"]["fields"][number];

const KINDS: Readonly<Record<Field["record"], string>> = {
  submission: "Answers",
  interaction: "Contact",
  customer: "Customer",
  employee: "Employee",
  training: "Training",
  engagement: "Engagement",
};
const FROM: Readonly<Record<Field["reads"]["kind"], string>> = {
  column: "Column",
  constant: "Constant",
  template: "Template",
  value: "Fixed value",
  fixed: "Always",
};

/** What each row becomes: from which column each value is read, and for scores on which scale and about what. */
export function MappingFields({ fields, set, faultAt }: MappingPart & { fields: readonly Field[] }) {
  return (
    <section aria-labelledby="mapping-fields">
      <h2 id="mapping-fields" className="mb-3 text-16 font-semibold">
        What is read
      </h2>
      <div className={SCROLL}>
        <table className={TABLE}>
          <thead>
            <tr className={HEAD_ROW}>
              <th scope="col" className={HEAD}>
                Becomes
              </th>
              <th scope="col" className={HEAD}>
                Read from
              </th>
              <th scope="col" className={HEAD}>
                Scale
              </th>
              <th scope="col" className={HEAD}>
                Touchpoint
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <FieldRow key={field.path.join(".")} field={field} set={set} faultAt={faultAt} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function FieldRow({ field, set, faultAt }: { field: Field } & Pick<MappingPart, "set" | "faultAt">) {
  const { path, record, target, reads, score } = field;
  const called = `${KINDS[record]}: ${target}`;
  const answer = path.slice(0, -1);
  return (
    <tr className="border-hairline border-b align-top">
      <th scope="row" className={`${CELL} min-w-40`}>
        {target}
        <span className="block text-12 text-muted">{KINDS[record]}</span>
      </th>
      <td className={`${CELL} min-w-48`}>
        <LazyText
          quiet
          label={`${FROM[reads.kind]} for ${called}`}
          hint={reads.kind === "column" ? undefined : FROM[reads.kind]}
          value={reads.text}
          error={faultAt(path)}
          onCommit={(text) =>
            set(reads.kind === "fixed" ? path : [...path, reads.kind], text === "" ? undefined : text)
          }
        />
      </td>
      <td className={`${CELL} min-w-44`}>
        {score?.question && (
          <SelectField
            quiet
            label={`Scale of ${called}`}
            value={score.question}
            error={faultAt([...answer, "question"])}
            options={SCALE_OPTIONS}
            onChange={({ target }) => set([...answer, "question"], target.value)}
          />
        )}
      </td>
      <td className={`${CELL} min-w-44`}>
        {score?.touchpoint && record === "submission" && (
          <LazyText
            quiet
            label={`Touchpoint of ${called}`}
            value={score.touchpoint}
            error={faultAt([...answer, "touchpoint"])}
            onCommit={(text) => set([...answer, "touchpoint"], text)}
          />
        )}
      </td>
    </tr>
  );
}
