import type { Json, JsonPath } from "./json-path.ts";

/** What an editor of a part of a mapping needs: the whole, a way to change it, and what is wrong at a place. */
export interface MappingPart {
  readonly body: Json;
  readonly set: (path: JsonPath, value: Json | undefined) => void;
  readonly faultAt: (path: JsonPath) => string | null;
}
