/** A map that forgets everything once it is full: look-ups stay quick and memory stays bounded. */
export class BoundedMap<K, V> {
  readonly #map = new Map<K, V>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    return this.#map.get(key);
  }

  clear(): void {
    this.#map.clear();
  }

  set(key: K, value: V): void {
    if (this.#map.size >= this.#limit) this.#map.clear();
    this.#map.set(typeof key === "string" ? (detached(key) as K & string) : key, value);
  }
}

/** A copy that shares no memory: a cell is a slice of its whole chunk of text, and would keep all of it alive. */
export function detached(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
