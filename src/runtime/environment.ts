// Reads a function's environment variables once, at start. A missing or wrong value stops the function at once with a
// sentence, and Lambda shows it as an initialisation error.

/** The value of an environment variable. Throws when it is missing or empty. */
export function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`The environment variable ${name} is missing: run the provisioning again, it sets it.`);
}

/** A positive whole number; `otherwise` when the variable is not set. Throws on anything else. */
export function wholeNumber(name: string, otherwise: number): number {
  const text = process.env[name];
  if (!text) return otherwise;
  if (/^[1-9]\d{0,15}$/.test(text)) return Number(text);
  throw new Error(`The environment variable ${name} is "${text}", and must be a positive whole number.`);
}

/** One of the given words; the first when the variable is not set. Throws on any other word. */
export function oneOf<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
  const text = process.env[name] || words[0];
  const word = words.find((each) => each === text);
  if (word) return word;
  throw new Error(`The environment variable ${name} is "${text}", and must be one of: ${words.join(', ')}.`);
}
