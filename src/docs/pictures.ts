// The pictures in the READMEs: which command each shows, and in how wide a window.
// Notice the width: in a narrower one the longest lines would be broken into pieces.

export interface Pictured {
  readonly name: string;
  /** What a person types. */
  readonly command: string;
  /** What then runs, npm's own words left out. */
  readonly script: string;
  readonly words: readonly string[];
  readonly columns: number;
  readonly title: string;
}

export const PICTURES: readonly Pictured[] = [
  {
    name: 'demo',
    command: 'npm run demo',
    script: 'scripts/demo.ts',
    words: [],
    columns: 120,
    title: 'A terminal: the demo builds the system, uploads three files, compares their counts and shows the mails.',
  },
  {
    name: 'drill',
    command: 'npm run drill -- mapping-off',
    script: 'scripts/drill.ts',
    words: ['mapping-off'],
    columns: 120,
    title: 'A terminal: a drill disables the mapping; three alarms ring, it is repaired, and they go back.',
  },
];

export const fileOf = ({ name }: Pictured): string => `src/docs/pictures/${name}.svg`;
