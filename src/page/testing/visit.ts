// A person at the page, in a real browser. The page forbids code that is made of text, so tests wait with locators and
// never with `waitForFunction`.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts and of the page's policy, so far. */
  readonly errors: string[];
}

/** A browser for all tests of a file. Each visit is a new person: no cookies, nothing kept. */
export function visits() {
  let browser: Browser;
  const opened: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  }, 300_000);
  afterAll(async () => {
    await Promise.all(opened.map((context) => context.close()));
    await browser?.close();
  });

  /** @param link the address; the page is there when this returns */
  return async (
    link: string,
    { hurried, ...options }: BrowserContextOptions & { hurried?: boolean } = {},
  ): Promise<Visit> => {
    const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-US', ...options });
    opened.push(context);
    return tab(context, link, hurried);
  };
}

/** One more tab of the same person. @param hurried its clock can be moved, see `hurriedTo` */
export async function tab(context: BrowserContext, link: string, hurried = false): Promise<Visit> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => void errors.push(message));
  page.on('console', (told) => {
    // A refusal that a test provokes is shown there too; it is no error of the page.
    if (told.type() === 'error' && !told.text().startsWith('Failed to load resource')) errors.push(told.text());
  });
  page.setDefaultTimeout(30_000);
  if (hurried) await page.clock.install();
  await page.goto(link);
  await page.locator('#main > *').filter({ visible: true }).first().waitFor();
  return { page, context, errors };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 A and AA and of best practice, as "rule: element". */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found: Pick<AxeResults, 'violations'> = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Files for a file dialogue, in memory. */
export const files = (count: number, lines: (at: number) => number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `file-${at}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from('line\n'.repeat(lines(at))),
  }));

/** Lets the page's own clock run, so that its pauses between tries take no time here, until this is on the screen. */
export async function hurriedTo(page: Page, words: string): Promise<void> {
  const wanted = page.getByText(words).first();
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (await wanted.isVisible()) return;
    await page.clock.runFor(1_000);
  }
  throw new Error(`The page does not say "${words}".`);
}
