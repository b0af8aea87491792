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

  /**
   * The answer that was kept under this key and mark, or else a new one, which others who ask meanwhile share. keep: false
   * while somebody writes what the mark may not tell of yet: a new one is then for whoever asked alone.
   */
  recall<Answer>(
    key: string,
    { mark, now, keep = true }: { mark: string; now: Date; keep?: boolean },
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const found = this.#kept.get(key);
    const holds = found?.mark === mark && now.getTime() < found.until;
    if (!holds && !keep) return work();
    this.#kept.delete(key);
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
