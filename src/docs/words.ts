// What the section "Monitoring strategy" says around its tables, by language.

import type { Language } from '../engine/text.ts';
import type { Around } from './words/around.ts';
import { en } from './words/en.ts';
import { pt } from './words/pt.ts';

export const words: Readonly<Record<Language, Around>> = { en, pt };
