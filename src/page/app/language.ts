// The language of the page: what the person chose here, else the first of the browser's languages that we speak.

import { WORDS, type Word } from './words.ts';

export type Language = 'en' | 'pt';

const KEPT = 'ada-language';
const listeners = new Set<() => void>();
let chosen: Language = first();

function first(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'en' || kept === 'pt') return kept;
  const spoken = navigator.languages.map((one) => one.slice(0, 2).toLowerCase());
  return spoken.find((one): one is Language => one === 'pt' || one === 'en') ?? 'en';
}

export const language = (): Language => chosen;

export function speak(wanted: Language): void {
  chosen = wanted;
  localStorage.setItem(KEPT, wanted);
  announce();
}

/** Calls everybody who shows words, now and after each change. */
export function announce(): void {
  document.documentElement.lang = chosen === 'pt' ? 'pt-BR' : 'en';
  for (const listener of listeners) listener();
}

export const onLanguage = (listener: () => void): void => void listeners.add(listener);

/** The words in the chosen language; "{0}" is the first value. */
export const say = (word: Word, ...values: readonly (string | number)[]): string =>
  WORDS[word][chosen].replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)]));

/** The words for one, or for another number of things. */
export const many = (one: Word, others: Word, count: number): string => say(count === 1 ? one : others, grouped(count));

const locale = () => (chosen === 'pt' ? 'pt-BR' : 'en-GB');

/** 1234567 -> "1,234,567" */
export const grouped = (value: number): string => value.toLocaleString(locale());

/** 1500000 -> "1.5 MB" */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  return `${value.toLocaleString(locale(), { maximumFractionDigits: power ? 1 : 0 })} ${units[power]}`;
}

/** "14:03:07", with the day when it is not today's. */
export function time(iso: string): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(locale(), today ? { timeStyle: 'medium' } : { dateStyle: 'short', timeStyle: 'short' });
}
