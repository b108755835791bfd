// A policy as a file, and how large it may be.

/** Characters, blanks not counted (IAM quotas): all inline policies of a role together, one managed policy. */
export const LARGEST = { inlineOfRole: 10_240, managed: 6_144 };

export const characters = (policy: object): number => JSON.stringify(policy).replaceAll(/\s/g, '').length;

/** Columns of the file. */
const WIDTH = 120;

/** As it is written to a file: a list of words stands in one line where it fits. */
export const fileText = (policy: object): string =>
  `${JSON.stringify(policy, null, 2)}\n`.replaceAll(
    /^( *"\S+": )\[\n((?: *"[^\n]*",?\n)+) *\](,?)$/gm,
    (asItWas, name, words, comma) => {
      const line = `${name}[${words.trim().replaceAll(/\n */g, ' ')}]${comma}`;
      return line.length <= WIDTH ? line : asItWas;
    },
  );
