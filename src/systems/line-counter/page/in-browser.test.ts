// The page in a real browser, against the real function on the local cloud: sign-in, sending, keyboard, phone, both languages.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../../../page/testing/browser.ts';
import { axeViolations, files, PHONE, visits } from '../../../page/testing/visit.ts';
import { openPage } from './testing/open-page.ts';

describe.runIf(hasBrowser())('the page in a browser', () => {
  const visit = visits();
  let site: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    site = await openPage('browse');
  }, 120_000);
  const link = async (role?: 'operator' | 'accountant') =>
    `${site.address}#${await site.invitation('Ana Souza', role)}`;
  const keys = async () => {
    const { Contents = [] } = await site.cloud.s3.send(new ListObjectsV2Command({ Bucket: site.names.bucket }));
    return Contents.map(({ Key = '' }) => Key);
  };

  test('a link lets in once: the address bar is cleared, no script sees the cookie, and a reload stays inside', async () => {
    const { page, context, errors } = await visit(await link());
    await page.getByText('Ana Souza').waitFor();
    expect(new URL(page.url()).hash).toBe('#send');
    const cookies = await context.cookies();
    expect(cookies).toMatchObject([{ httpOnly: true, secure: true, sameSite: 'Strict' }]);
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.reload();
    await page.getByText('Ana Souza').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Please open your invitation' }).waitFor();
    await page.reload();
    await page.getByText('You are not signed in.').waitFor();
    expect(errors).toEqual([]);
  });

  test.each([
    ['none', '', 'You are not signed in.'],
    ['half of one', 'x'.repeat(60), 'This link is not complete'],
  ])('an invitation that is no good (%s): a sentence, and no tabs', async (_, hash, sentence) => {
    const { page, errors } = await visit(`${site.address}#${hash}`);
    await page.getByText(sentence).waitFor();
    expect(await page.getByRole('tab').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('an accountant sees no flow, an operator does', async () => {
    const { page } = await visit(await link());
    expect(await page.getByRole('tab').allTextContents()).toEqual(['Send', 'Files', 'Mails']);
    const operator = await visit(await link('operator'));
    expect(await operator.page.getByRole('tab').allTextContents()).toEqual(['Send', 'Files', 'The flow', 'Mails']);
  });

  test('three files are sent and counted, and the page says how many lines', async () => {
    const { page, errors } = await visit(await link());
    await page.locator('#files').setInputFiles(files(3, (at) => at + 1));
    await page.getByText('3 of 3 files sent').waitFor();
    for (const lines of ['1 line', '2 lines', '3 lines'])
      await page.getByRole('cell', { name: `✓ ${lines}` }).waitFor();
    expect(errors).toEqual([]);
  });

  test('a folder: its files and those in its folders, without hidden ones', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'folder-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'inner'));
    for (const name of ['outside.txt', 'inner/inside.txt', '.hidden', 'inner/~$open.xlsx'])
      writeFileSync(join(folder, name), 'x\n');
    const { page } = await visit(await link());
    await page.locator('#folder').setInputFiles(folder);
    await page.getByText('2 of 2 files sent').waitFor();
    await page.getByText('2 hidden or temporary files were left out').waitFor();
    expect((await keys()).filter((key) => /hidden|open\.xlsx/.test(key))).toEqual([]);
    expect((await keys()).filter((key) => /\/(inside|outside)\.txt$/.test(key))).toHaveLength(2);
  });

  test('a drop on the page is taken; a name with an accent and an emoji stays as it is', async () => {
    const { page } = await visit(await link());
    await page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['a,b'], 'março 🧾.txt', { type: 'text/plain' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }`);
    await page.getByText('1 of 1 files sent').waitFor();
    expect((await keys()).filter((key) => key.endsWith('/março 🧾.txt'))).toHaveLength(1);
  });

  test('a name that the server refuses is told in words, and the other files go on', async () => {
    const { page } = await visit(await link());
    const [good] = files(1, () => 1);
    const bad = { name: `${'n'.repeat(250)}\u202Efdp.txt`, mimeType: 'text/plain', buffer: Buffer.from('x') };
    await page.locator('#files').setInputFiles([bad, good as never]);
    await page.getByText('1 of 2 files sent').waitFor();
    await page.getByText('not sent: A file cannot have this name here.').waitFor();
  });

  test('keyboard only: tabs by arrows, the file dialogue by Enter', async () => {
    const { page } = await visit(await link());
    const dialogue = page.waitForEvent('filechooser'); // early, because the browser takes a while to hand dialogues over
    await page.locator('#tab-send').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#tab-files').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('End');
    expect(await page.locator('#tab-mails').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Home');
    await page.keyboard.press('Tab');
    await page.locator('.drop button:focus').waitFor();
    await page.keyboard.press('Enter');
    await (await dialogue).setFiles(files(1, () => 2));
    await page.getByText('1 of 1 files sent').waitFor();
  });

  test.each([
    ['pt-BR', 'Enviar', 'Solte arquivos ou pastas aqui'],
    ['fr-FR', 'Send', 'Drop files or folders here'],
  ])('the browser speaks %s: the page says "%s"; the switch is kept', async (locale, first, hint) => {
    const { page } = await visit(await link(), { locale });
    expect(await page.getByRole('tab').first().textContent()).toBe(first);
    await page.getByText(hint).waitFor();
    await page.getByRole('button', { name: 'Português' }).click();
    await page.reload();
    expect(await page.getByRole('tab').first().textContent()).toBe('Enviar');
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
  });

  describe.each(['en-US', 'pt-BR'])('%s', (locale) => {
    test('no tab violates a rule of axe, on a desktop and on a phone; nothing scrolls sideways', async () => {
      for (const viewport of [{ width: 1366, height: 768 }, PHONE]) {
        const { page } = await visit(await link('operator'), { locale, viewport });
        await page.locator('#files').setInputFiles(files(2, (at) => at));
        await page.locator('#sum', { hasText: '2' }).waitFor();
        for (const name of ['send', 'files', 'flow', 'mails']) {
          await page.locator(`#tab-${name}`).click();
          await page.locator(`#panel-${name}`).waitFor();
          if (name === 'flow') await page.locator('.box.queue').first().click();
          expect(await axeViolations(page), `${name}, ${viewport.width}`).toEqual([]);
          const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
          expect([name, sideways <= 0]).toEqual([name, true]);
        }
      }
    });
  });

  test('two hundred files, four at a time: all of them are there', async () => {
    const { page, errors } = await visit(await link());
    const start = performance.now();
    await page.locator('#files').setInputFiles(files(200, (at) => at));
    await page.getByText('200 of 200 files sent').waitFor({ timeout: 120_000 });
    const sent = performance.now() - start;
    await page.getByText('; 200 counted, 0 waiting, 0 failed').waitFor({ timeout: 180_000 });
    console.log(
      `200 files: sent in ${(sent / 1000).toFixed(1)} s, counted in ${((performance.now() - start) / 1000).toFixed(1)} s`,
    );
    expect(errors).toEqual([]);
  }, 300_000);
});
