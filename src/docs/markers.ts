// The part of a page that a script writes: what stands between two comments that nobody sees when the page is shown.
// Notice: everything outside of them is written by hand and left alone, to the last blank.

import { Problem } from '../engine/problems.ts';

const comment = (word: string) => `<!-- ${word}: written by npm run docs -->`;
export const beginsAt = (section: string): string => comment(`${section} begins`);
export const endsAt = (section: string): string => comment(`${section} ends`);

/**
 * The page with that section anew.
 * @param name of the page, for the failure's sentence
 * @throws Problem when the page has not each of the two comments once, in this order
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
