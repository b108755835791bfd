// The files that a server of the page sends to a browser.

export const TYPES = {
  'index.html': 'text/html; charset=utf-8',
  'main.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
} as const;

export type PageFile = keyof typeof TYPES;
export const PAGE_FILES = Object.keys(TYPES) as PageFile[];

/** @param path below the address of the page; '' is the page itself */
export const fileAt = (path: string): PageFile | undefined =>
  PAGE_FILES.find((name) => name === (path || 'index.html'));
