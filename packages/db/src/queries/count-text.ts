const COMMA = 44;
const SEMICOLON = 59;

/**
 * Rows of counts from one text, "key,…,question,evidence,c0,…,c10;…": the driver and the garbage collector take four
 * times as long over a row of columns for each, and pages read tens of thousands. A key is an id (empty = null) or, as
 * "point", a day. Guarantees nothing of its own: whoever writes the text names its keys.
 */
export function parseCells<Row>(text: string, keys: readonly string[]): Row[] {
  const rows: Row[] = [];
  let at = 0;
  const ended = () => {
    const code = text.charCodeAt(at);
    return code === COMMA || code === SEMICOLON || at >= text.length;
  };
  const word = () => {
    const from = at;
    while (!ended()) at += 1;
    at += 1;
    return text.slice(from, at - 1);
  };
  const number = () => {
    let value = 0;
    for (; !ended(); at += 1) value = 10 * value + text.charCodeAt(at) - 48;
    at += 1;
    return value;
  };
  while (at < text.length) {
    const row: Record<string, unknown> = {};
    for (const key of keys) {
      if (key === "point") row[key] = word();
      else if (ended()) {
        row[key] = null;
        at += 1;
      } else row[key] = number();
    }
    row["question"] = word();
    row["evidence"] = word();
    const counts = [number()];
    while (text.charCodeAt(at - 1) === COMMA) counts.push(number());
    row["counts"] = counts;
    rows.push(row as Row);
  }
  return rows;
}
