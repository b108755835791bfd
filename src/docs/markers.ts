// The sections of a page that a script writes. Each is between two comments that a reader of the page does not see.
// Everything else is written by hand, and stays as it is.

import { Problem } from '../engine/problems.ts';

const comment = (word: string) => `<!-- ${word}: written by npm run docs -->`;
export const beginsAt = (section: string): string => comment(`${section} begins`);
export const endsAt = (section: string): string => comment(`${section} ends`);

/**
 * The page with new text in that section.
 * @param name of the page, for the error's sentence
 * @throws Problem when the page does not have both comments exactly once, in this order
 */
export function withSection(name: string, page: string, section: string, text: string): string {
  const [begins, ends] = [beginsAt(section), endsAt(section)];
  const [before, rest, ...more] = page.split(begins);
  const [, after, ...others] = rest?.split(ends) ?? [];
  if (after === undefined || more.length || others.length)
    throw new Problem(`${name} has no place for the section "${section}", or more than one.`, {
      next: `Write these two lines into it, once each, in this order:\n${begins}\n${ends}`,
    });
  return `${before}${begins}\n${text.trim()}\n${ends}${after}`;
}
