// The page as it goes over the wire: small, without inline code, and the same each time.

import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { WORDS } from './app/words.ts';
import { pageFiles } from './bundle.ts';
import { pageHeaders } from './headers.ts';
import { PAGE_FILES } from './page-file.ts';

const { files, inputs } = pageFiles();
const text = (name: keyof typeof files) => Buffer.from(files[name]).toString();

test('all of the page is at most 25 kB over the wire, also for browsers without Brotli', () => {
  const weight = (pack: (bytes: Uint8Array) => Uint8Array) =>
    PAGE_FILES.reduce((bytes, name) => bytes + pack(files[name]).length, 0);
  expect(weight(gzipSync)).toBeLessThan(25_000);
  expect(weight(brotliCompressSync)).toBeLessThan(weight(gzipSync));
});

test('the same source gives the same bytes', () => {
  expect(pageFiles()).toEqual({ files, inputs });
});

test('no inline code or style, which the policy would stop; and nothing from elsewhere', () => {
  expect(text('index.html')).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/);
  expect(text('index.html')).not.toMatch(/https?:/);
  expect(text('main.js')).not.toMatch(/\beval\(|new Function|innerHTML|\.cssText/);
  expect(pageHeaders('https://b.example', true)['content-security-policy']).toContain(
    "connect-src 'self' https://b.example;",
  );
});

test('every word is there in both languages, with the same values in it', () => {
  const values = (sentence: string) => [...new Set(sentence.match(/\{\d\}/g))].sort();
  for (const [word, { en, pt }] of Object.entries(WORDS)) {
    expect([word, en.trim() !== '', pt.trim() !== '']).toEqual([word, true, true]);
    expect([word, values(pt)]).toEqual([word, values(en)]);
  }
});
