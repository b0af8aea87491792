export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonPath = readonly (string | number)[];

/** What stands at a place of JSON; undefined where there is nothing. */
export function getAt(json: Json | undefined, path: JsonPath): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return json;
  if (typeof json !== "object" || json === null) return undefined;
  return getAt(Array.isArray(json) ? json[Number(key)] : json[key], rest);
}

/** The JSON with something else at a place; undefined takes a key out. Objects on the way are made where missing. */
export function setAt(json: Json | undefined, path: JsonPath, value: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? null;
  if (Array.isArray(json))
    return json.map((item, at) => (at === Number(key) ? setAt(item, rest, value) : item));
  const { [key]: own, ...others } = typeof json === "object" && json !== null ? json : {};
  if (rest.length === 0 && value === undefined) return others;
  // Keys keep their order, so that an export differs from the last one only where something was changed.
  const base = typeof json === "object" && json !== null ? json : {};
  return { ...base, [key]: setAt(own, rest, value) };
}
