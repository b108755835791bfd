// A policy as a file, and its largest size.

/** Characters of one managed policy, without blanks (IAM quotas). */
export const LARGEST_MANAGED = 6_144;

export const characters = (policy: object): number => JSON.stringify(policy).replaceAll(/\s/g, '').length;

/** Columns of the file. */
const WIDTH = 120;

/** The text for a file. A list of words is on one line if it fits. */
export const fileText = (policy: object): string =>
  `${JSON.stringify(policy, null, 2)}\n`.replaceAll(
    /^( *"\S+": )\[\n((?: *"[^\n]*",?\n)+) *\](,?)$/gm,
    (asItWas, name, words, comma) => {
      const line = `${name}[${words.trim().replaceAll(/\n */g, ' ')}]${comma}`;
      return line.length <= WIDTH ? line : asItWas;
    },
  );
