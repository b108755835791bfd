// What the page shows, in a real browser: files, mails, and the flow with its numbers, alarms and moving dots; and what it
// says while the cache is away.

import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../../../page/testing/browser.ts';
import { files, visits } from '../../../page/testing/visit.ts';
import { alarmName } from '../../../patterns/alarms/row.ts';
import { openPage } from './testing/open-page.ts';

const box = (page: Page, kind: string) => page.locator(`.box.${kind}`);

describe.runIf(hasBrowser())('reading the page in a browser', () => {
  const visit = visits();
  let site: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    site = await openPage('reading', { ALARMS: 'on' });
  }, 180_000);
  const link = async (tabName: string) => {
    const operator = await site.invitation('Eva Lima', 'operator');
    return { first: `${site.address}#${operator}`, tab: `#tab-${tabName}` };
  };
  const at = async (tabName: string, options = {}) => {
    const { first, tab } = await link(tabName);
    const visited = await visit(first, options);
    await visited.page.locator(tab).click();
    return visited;
  };

  test('a file that is sent moves through the flow: its dot, and each step in words', async () => {
    const { page, errors } = await at('flow');
    await box(page, 'cache').getByText('0 records').waitFor();
    await page.locator('#tab-send').click();
    await page.locator('#files').setInputFiles(files(1, () => 7));
    await page.getByText('1 of 1 files sent').waitFor();
    await page.locator('#tab-flow').click();
    await page.locator('.dot').waitFor({ state: 'attached' });
    expect(await page.locator('.dot title').textContent()).toMatch(/\/file-0\.txt$/);
    await page.locator('#step', { hasText: /^file-0\.txt: (recorded \(Cache\)|announced \(Topic\)), / }).waitFor();
    await box(page, 'cache').getByText('1 record').waitFor();
    await box(page, 'bucket').getByText('1 object').waitFor();
    expect(errors).toEqual([]);
  });

  test('a reload stays in the same tab', async () => {
    const { page } = await at('flow');
    await box(page, 'queue').waitFor();
    await page.reload();
    await box(page, 'queue').waitFor();
  });

  test('a box opens by mouse and by keyboard, says what it is, and gives the keyboard back', async () => {
    const { page } = await at('flow', { locale: 'pt-BR' });
    await box(page, 'cache').click();
    const panel = page.locator('aside');
    await panel.getByRole('heading', { name: /^Cache / }).waitFor();
    for (const words of ['Por que existe', 'US$ 0.0128 por hora', 'ElastiCache > Valkey caches'])
      await panel.getByText(words).waitFor();
    await panel.getByRole('button', { name: 'Fechar' }).click();
    await panel.waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter'); // the focus is on the box again
    await panel.getByRole('heading', { name: /^Cache / }).waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  test('a ringing alarm turns its box red, and the panel says what to do', async () => {
    const AlarmName = alarmName(site.names, { name: 'queue-age' });
    await site.cloud.cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a test' }),
    );
    const { page } = await at('flow');
    await page.locator('.box.queue.ringing').waitFor();
    await box(page, 'queue').getByText('1 alarm rings').waitFor();
    expect(await page.locator('.box.bucket.ringing').count()).toBe(0);
    await box(page, 'queue').click();
    await page.locator('aside details[open] summary', { hasText: 'queue-age: RINGS' }).waitFor();
    await page.locator('aside details[open]').getByText(/^1\. /).waitFor();
    await site.cloud.cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'a test' }));
    await page.locator('.box.queue:not(.ringing)').waitFor();
  });

  test('dead letters are counted, and sent back with one button', async () => {
    const { QueueUrl } = await site.cloud.sqs.send(new GetQueueUrlCommand({ QueueName: site.names.deadLetters }));
    await site.cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"Records":[]}' }));
    const { page } = await at('flow');
    await box(page, 'dead-letters').getByText('1 dead').waitFor();
    await box(page, 'dead-letters').click();
    await page.getByRole('button', { name: 'Try these messages again' }).click();
    await page.getByText('1 message was sent back').waitFor();
    await box(page, 'dead-letters').getByText('0 dead').waitFor();
  });

  test('files: the newest first, found by a part of their name, and as CSV', async () => {
    const { page } = await at('send');
    const [one, two] = files(2, (index) => index + 2);
    await page
      .locator('#files')
      .setInputFiles([{ ...one, name: 'Relatório.csv' } as never, { ...two, name: 'other.txt' } as never]);
    await page.getByText('; 2 counted, 0 waiting').waitFor();
    await page.locator('#tab-files').click();
    await page.getByRole('rowheader', { name: 'Relatório.csv' }).waitFor();
    expect(await page.locator('#panel-files tbody tr').count()).toBe(3);
    await page.getByLabel('Search by name').fill('relató');
    await page.locator('#panel-files tbody tr').nth(1).waitFor({ state: 'detached' });
    expect(await page.getByRole('rowheader').allTextContents()).toContain('Relatório.csv');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  });

  test('mails: what the accountants got, the newest open', async () => {
    const { page } = await at('mails');
    await page.locator('#panel-mails details[open] pre').waitFor();
    await page.locator('#panel-mails pre', { hasText: 'Relatório.csv' }).waitFor({ state: 'attached' });
  });

  test('the cache away: the page says so, takes files, and goes on when it is back', async () => {
    const configure = (Variables: Record<string, string>) =>
      site.cloud.lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: site.names.reader, Environment: { Variables } }),
      );
    await configure({ CACHE_HOST: '127.0.0.1', CACHE_PORT: '1', NAMESPACE: site.names.namespace });
    const { page } = await at('send');
    const away = page.locator('#panel-send').getByText('The cache does not answer, so counts are not shown.');
    await away.waitFor({ timeout: 60_000 }); // a new process of the function, and its tries to connect
    await page.locator('#files').setInputFiles(files(1, () => 4));
    await page.getByText('1 of 1 files sent').waitFor();
    await page.locator('#tab-files').click();
    await page.locator('#panel-files').getByText('The cache does not answer').waitFor();
    expect((await site.opened.up()).outcomes.repaired).toBe(1);
    await page.locator('#tab-send').click();
    await page.getByRole('cell', { name: '✓ 4 lines' }).waitFor({ timeout: 60_000 });
  }, 180_000);
});
