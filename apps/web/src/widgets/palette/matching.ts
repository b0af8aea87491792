const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/**
 * How well a name answers to what was typed, 0 (not at all) to 1. Every typed word must begin a word of the name or of
 * what it stands within, or be inside one; accents and case don't count. The name itself goes before where it stands.
 */
export function matching(name: string, within: string, typed: string): number {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  const own = plain(name);
  const whole = `${own} ${plain(within)}`;
  if (!wanted.every((word) => whole.includes(word))) return 0;
  const begins = (text: string, word: string) => text.startsWith(word) || text.includes(` ${word}`);
  if (own.startsWith(wanted.join(" "))) return 1;
  if (wanted.every((word) => begins(own, word))) return 0.8;
  if (wanted.every((word) => own.includes(word))) return 0.6;
  return wanted.every((word) => begins(whole, word)) ? 0.4 : 0.2;
}
