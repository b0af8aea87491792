const LEAST_LENGTH = 32;
const SAMPLE_WORDS = /change.?me|example|sample|placeholder|your.?secret|password|replace|insert|default/i;

/** Why a secret of this installation can't be used, as one line for the operator; null when it can. */
export function checkSecret(name: string, value: string | undefined): string | null {
  const how = "Make one with: openssl rand -hex 32";
  if (!value) return `${name} is missing. ${how}`;
  if (value.length < LEAST_LENGTH) return `${name} is shorter than ${LEAST_LENGTH} characters. ${how}`;
  if (SAMPLE_WORDS.test(value) || new Set(value).size < 10)
    return `${name} looks like a sample and not like a secret. ${how}`;
  return null;
}
