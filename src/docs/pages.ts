// The pages of which a part is written by `npm run docs`, each in its language.

import type { Language } from '../engine/text.ts';

export const PAGES: readonly { readonly name: string; readonly language: Language }[] = [
  { name: 'README.md', language: 'en' },
  { name: 'README.pt-BR.md', language: 'pt' },
];
