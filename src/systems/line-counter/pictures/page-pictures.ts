// Takes the pictures of the page for the README, in both languages, from the system that is up in the local cloud:
// node --import tsx src/systems/line-counter/pictures/page-pictures.ts

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../page/testing/browser.ts';
import { PHONE, tab } from '../../../page/testing/visit.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const SCREEN = { width: 1180, height: 680 };

const FILES = [
  ['notas-fiscais-março.csv', 1204],
  ['folha-de-pagamento.csv', 318],
  ['clientes.txt', 87],
  ['lançamentos-2026.csv', 15_230],
] as const;

const link = (): string => {
  const args = ['--import', 'tsx', `${ROOT}scripts/invite.ts`, 'Ana Souza', '--role', 'operator', '--json'];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })).link;
};

async function pictures(browser: Browser, locale: string, ending: string): Promise<void> {
  const take = (page: Page, name: string) => page.screenshot({ path: `${FOLDER}${name}${ending}.png` });
  const context = await browser.newContext({ viewport: SCREEN, locale });
  const { page } = await tab(context, link());
  await page.locator('#files').setInputFiles(
    FILES.map(([name, lines]) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from('1;Ana;10,00\n'.repeat(lines)),
    })),
  );
  await page
    .locator('#panel-send tr[data-state=counted]')
    .nth(FILES.length - 1)
    .waitFor();
  // The second part of a large file is never answered, so that the picture shows a file on its way.
  await page.route(/partNumber=2&/, () => {});
  const large = { name: 'extratos-2025.txt', mimeType: 'text/plain', buffer: Buffer.alloc(30e6, 'linha\n') };
  await page.locator('#files').setInputFiles(large);
  await page.locator('#panel-send tr[data-state=sending] progress').waitFor();
  await page.waitForTimeout(4_000);
  await take(page, 'page-send');
  await page.unroute(/partNumber=2&/);
  await page.locator('#tab-files').click();
  await page
    .locator('#panel-files tbody tr')
    .nth(FILES.length - 1)
    .waitFor();
  await take(page, 'page-files');
  await page.locator('#tab-flow').click();
  await page.locator('.dot').first().waitFor({ state: 'attached' });
  await page.locator('#step', { hasText: /./ }).waitFor();
  await page.waitForTimeout(1_000); // dots are on their way
  await take(page, 'page-flow');
  await page.setViewportSize(PHONE);
  await page.locator('svg.down').waitFor();
  await take(page, 'page-flow-phone');
  await context.close();
}

const browser = await openBrowser();
await pictures(browser, 'en-US', '');
await pictures(browser, 'pt-BR', '.pt-BR');
await browser.close();
