// Uploads that are cut, in a real browser: what goes on after a reload, in a second tab, without a connection, and what is
// not sent because the file changed or the bucket does not let this site in.

import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetBucketCorsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../../../page/testing/browser.ts';
import { openFronts } from '../../../page/testing/fronts.ts';
import { files, hurriedTo, tab, visits } from '../../../page/testing/visit.ts';
import { PART_BYTES } from './limits.ts';
import { openPage } from './testing/open-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'cut-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of so many parts, each of them different. */
function large(name: string, parts: number): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    Buffer.concat(Array.from({ length: parts }, (_, at) => Buffer.alloc(PART_BYTES, `part ${at}\n`))),
  );
  return path;
}

describe.runIf(hasBrowser())('cut uploads', () => {
  const visit = visits();
  let site: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    site = await openPage('cut');
  }, 120_000);
  const link = async (address = site.address) => `${address}#${await site.invitation('Ana Souza')}`;

  test('cut at its third part and after a reload: only the missing parts are sent', async () => {
    const path = large('cut.bin', 5);
    const { page } = await visit(await link(), { hurried: true });
    const sent: number[] = [];
    page.on('requestfinished', (request) => {
      const number = new URL(request.url()).searchParams.get('partNumber');
      if (request.method() === 'PUT' && number) sent.push(Number(number));
    });
    await page.route(/partNumber=3&/, (route) => route.abort('connectionreset'));
    await page.locator('#files').setInputFiles(path);
    await expect.poll(() => sent.length, { timeout: 60_000 }).toBe(3); // before the page's clock runs
    await hurriedTo(page, 'not sent: the bucket was not reached.');
    expect(sent.sort()).toEqual([1, 2, 4]);

    await page.unroute(/partNumber=3&/);
    await page.reload();
    await page.getByText('Choose the same file again: only what is missing is sent.').waitFor();
    await page.getByText('cut.bin (41.9 MB)').waitFor();
    sent.length = 0;
    await page.locator('#files').setInputFiles(path);
    await page.getByText('1 of 1 files sent').waitFor({ timeout: 60_000 });
    expect(sent.sort()).toEqual([3, 5]);
    await page.getByRole('cell', { name: /✓ [\d,]+ lines/ }).waitFor({ timeout: 60_000 });
    expect(await page.getByText('Choose the same file again').isVisible()).toBe(false);
  }, 180_000);

  test('a second tab does not send the same file at the same time, and goes on when the first one is closed', async () => {
    const path = large('twice.bin', 2);
    const first = await visit(await link());
    await first.page.route(/partNumber=2&/, () => {}); // never answered
    await first.page.locator('#files').setInputFiles(path);
    await first.page.getByText('sending').waitFor();
    const second = await tab(first.context, site.address);
    await second.page.locator('#files').setInputFiles(path);
    await second.page.getByText('not sent: another tab sends this file').waitFor();
    await first.page.close();
    await second.page.locator('#files').setInputFiles(path);
    await second.page.getByText('1 of 2 files sent').waitFor({ timeout: 60_000 });
  }, 120_000);

  test('an upload can be given up: its parts are removed', async () => {
    const { page } = await visit(await link(), { hurried: true });
    await page.route(/partNumber=/, (route) => route.abort('connectionreset'));
    await page.locator('#files').setInputFiles(large('given-up.bin', 2));
    await hurriedTo(page, 'not sent: the bucket was not reached.');
    await page.reload();
    await page.getByRole('button', { name: 'Give up given-up.bin' }).click();
    await page.getByText('given-up.bin (').waitFor({ state: 'hidden' });
  }, 120_000);

  test('a file that grows while it is sent is told, and is not in the bucket', async () => {
    const path = large('grows.bin', 3);
    const { page } = await visit(await link());
    await page.route(/api\/uploads$/, async (route) => {
      appendFileSync(path, 'more\n');
      await route.continue();
    });
    await page.locator('#files').setInputFiles(path);
    await page.getByText('not sent: the file changed while it was sent.').waitFor();
  });

  test('without a connection it waits, says so, and goes on', async () => {
    const { page, context } = await visit(await link());
    await context.setOffline(true);
    await page.locator('#files').setInputFiles(files(2, () => 1));
    await page.getByText('sending failed, tried again').first().waitFor();
    await page.getByText('No connection. The page goes on when it is back.').waitFor({ timeout: 30_000 });
    await context.setOffline(false);
    await page.getByText('2 of 2 files sent').waitFor({ timeout: 60_000 });
    await page.locator('#notice', { hasText: /^$/ }).waitFor({ state: 'attached', timeout: 60_000 });
  }, 120_000);

  describe('the bucket at an address of its own, with the CORS rules of S3', () => {
    const rules = async () => {
      const { CORSRules = [] } = await site.cloud.s3.send(new GetBucketCorsCommand({ Bucket: site.names.bucket }));
      return CORSRules;
    };

    test('the rule that up makes lets the page send, small files and large ones', async () => {
      const fronts = await openFronts(site.address, rules);
      const { page, errors } = await visit(await link(fronts.page));
      await page.locator('#files').setInputFiles(files(2, () => 3));
      await page.locator('#files').setInputFiles(large('other-address.bin', 2));
      await page.getByText('3 of 3 files sent').waitFor({ timeout: 60_000 });
      expect([errors, fronts.refused()]).toEqual([[], 0]);
      fronts.close();
    }, 120_000);

    test.each([
      ['another site', { AllowedOrigins: ['https://other.example'] }],
      ['another method', { AllowedMethods: ['GET'] }],
      ['a header less', { AllowedHeaders: ['content-type', 'if-none-match'] }],
    ])(
      'a rule for %s: the browser sends nothing, and the page says that it did not reach the bucket',
      async (_, wrong) => {
        const right = await rules();
        const fronts = await openFronts(site.address, async () => right.map((rule) => ({ ...rule, ...wrong })));
        const { page } = await visit(await link(fronts.page));
        await page.locator('#files').setInputFiles(files(1, () => 1));
        await hurriedTo(page, 'not sent: the bucket was not reached.');
        expect(fronts.refused()).toBeGreaterThan(0);
        fronts.close();
      },
      120_000,
    );
  });
});
