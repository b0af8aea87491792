interface Kept {
  readonly mark: string;
  readonly until: number;
  readonly answer: Promise<unknown>;
}

/** Answers of one process that hold until something is written; what nobody asked for longest goes first. */
export class KeptAnswers {
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  readonly #longestMs: number;

  /** longestMs: how long an answer is kept at most, whatever is written. */
  constructor({ most, longestMs }: { most: number; longestMs: number }) {
    this.#most = most;
    this.#longestMs = longestMs;
  }

  /** The answer that was kept under this key and mark, or else a new one, which others who ask meanwhile share. */
  recall<Answer>(key: string, { mark, now }: { mark: string; now: Date }, work: () => Promise<Answer>) {
    const found = this.#kept.get(key);
    this.#kept.delete(key);
    const holds = found?.mark === mark && now.getTime() < found.until;
    const kept = holds ? found : { mark, until: now.getTime() + this.#longestMs, answer: work() };
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
    kept.answer.catch(() => this.#kept.get(key) === kept && this.#kept.delete(key));
    // Sound as long as a key is used with one kind of work, which remembered() sees to.
    return kept.answer as Promise<Answer>;
  }
}
