// The page in a real browser, against a real vault: sign-in, sending, downloading, the journal, both languages, a phone.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../../../../page/testing/browser.ts';
import { axeViolations, files, PHONE, visits } from '../../../../page/testing/visit.ts';
import { openVault } from '../testing/open-vault.ts';

describe.runIf(hasBrowser())('the page of the vault in a browser', () => {
  const visit = visits();
  const open = async (options?: Parameters<typeof openVault>[0]) => {
    const vault = await openVault(options);
    const link = async (role?: 'accountant' | 'operator') => `${vault.url}/#${await vault.invite('Ana Souza', role)}`;
    return { ...vault, link };
  };

  test('a link lets in: the address bar is cleared, no script sees the cookie; sign-out ends it', async () => {
    const vault = await open();
    const { page, context, errors } = await visit(await vault.link());
    await page.getByText('Ana Souza').first().waitFor();
    expect(new URL(page.url()).hash).toBe('');
    expect(await context.cookies()).toMatchObject([{ httpOnly: true, secure: true, sameSite: 'Strict' }]);
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.getByRole('button', { name: 'Back up now' }).count()).toBe(0);
    expect(errors).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('To come in, open the link of your invitation.').waitFor();
    expect(await page.getByRole('heading', { name: 'Documents' }).count()).toBe(0);
  });

  test('documents are sent with their progress, listed, found, downloaded as they were, and stand in the journal', async () => {
    const vault = await open();
    const { page, errors } = await visit(await vault.link());
    await page.locator('#choose').setInputFiles([
      { name: 'março 🧾.txt', mimeType: 'text/plain', buffer: Buffer.from('cem reais') },
      { name: 'large.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(3_000_000, 7) },
    ]);
    await page.getByText('2 in all').waitFor();
    for (const name of ['março 🧾.txt', 'large.bin']) {
      const row = page.locator('#sending li', { hasText: name });
      await row.getByText('kept').waitFor();
      expect(await row.getByRole('progressbar', { name }).getAttribute('value')).toBe('1');
    }
    await page.getByLabel('Search by name').fill('MARÇO');
    const found = page.locator('#files tr');
    await expect.poll(() => found.count()).toBe(1);
    expect(await found.textContent()).toContain('Ana Souza');
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'março 🧾.txt' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('março 🧾.txt');
    expect(readFileSync(await download.path(), 'utf8')).toBe('cem reais');
    await page.reload();
    const journal = page.locator('#audit');
    await journal.getByRole('cell', { name: 'download', exact: true }).waitFor();
    expect(await journal.getByRole('cell', { name: 'upload', exact: true }).count()).toBe(2);
    expect(errors).toEqual([]);
  });

  test('what the vault refuses is told in words, and the next document is kept', async () => {
    const vault = await open({ maxBytes: 1_000 });
    const { page } = await visit(await vault.link());
    const refused = { name: 'large.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(20_000) };
    await page.locator('#choose').setInputFiles([refused, ...files(1, () => 1)]);
    await page.getByText('1 in all').waitFor();
    await page.getByText('not sent: This document is larger than the vault takes.').waitFor();
  });

  test.each([
    ['none', '', 'To come in, open the link of your invitation.'],
    ['a wrong one', '#x.y.z', 'To come in, open the link of your invitation.'],
  ])('an invitation that is no good (%s): a sentence, and no documents', async (_, hash, sentence) => {
    const vault = await open();
    const { page } = await visit(`${vault.url}/${hash}`);
    await page.getByText(sentence).waitFor();
    expect(await page.getByRole('heading', { name: 'Documents' }).count()).toBe(0);
  });

  test.each([
    ['pt-BR', 'Documentos', 'Fazer backup agora', 'Ainda não houve backup.'],
    ['en-US', 'Documents', 'Back up now', 'There has been no backup yet.'],
  ])(
    '%s: its words, no violation of axe, nothing sideways on a desktop and on a phone',
    async (locale, head, button, none) => {
      const vault = await open();
      await vault.put(`${'long name '.repeat(20)}.txt`, 'x');
      for (const viewport of [{ width: 1366, height: 768 }, PHONE]) {
        const { page, errors } = await visit(await vault.link('operator'), { locale, viewport });
        await page.getByRole('heading', { name: head, exact: true }).waitFor();
        await page.getByRole('button', { name: button }).waitFor();
        await page.getByText(none).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe(locale === 'pt-BR' ? 'pt-BR' : 'en');
        expect(await axeViolations(page), `${viewport.width}`).toEqual([]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
        expect(errors).toEqual([]);
      }
    },
  );

  test('the other language is kept, also for the words of the journal', async () => {
    const vault = await open();
    const { page } = await visit(await vault.link());
    await vault.put('..', 'x');
    await page.getByRole('button', { name: 'Português' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Quem fez o quê' }).waitFor();
    const refused = page.locator('#audit tr', { hasText: 'recusado: nenhum documento pode ter este nome' });
    await refused.getByRole('cell', { name: 'envio', exact: true }).waitFor();
    expect(await page.locator('#audit').textContent()).not.toMatch(/sign-in|upload|refused|bad-name/);
  });
});
