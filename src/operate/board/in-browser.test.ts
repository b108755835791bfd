// The board of every system in a real browser: a file that somebody uploads is seen moving, and ends where its record is.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../../page/testing/browser.ts';
import { axeViolations, PHONE, visits } from '../../page/testing/visit.ts';
import { flowOf } from '../../patterns/flow/flow.ts';
import { SYSTEMS, type SystemName } from '../../systems.ts';
import { openSystem } from '../../testing/open-system.ts';
import { boardAnswers, itsOf } from './answers.ts';
import { serveBoard } from './server.ts';

/** The box of the record, and what it shows after one file. */
const ENDS: Partial<Record<SystemName, readonly [id: string, kind: string, number: string, step: RegExp]>> = {
  'line-counter': ['cache', 'cache', '1 record', /^a\.csv: (recorded \(Cache\)|announced \(Topic\)), /],
  'audit-log': ['table', 'table', '1 item', /^a\.csv: recorded \(Table\), /],
  'document-intake': ['results', 'bucket', '2 objects', /^a\.csv: accepted \(Bucket\), /],
};

/** The cache is one for all accounts of the test cloud, so a stage of its own keeps the number of records its own. */
const SETTINGS = { WEB: 'off', STAGE: 'seen' };

describe.runIf(hasBrowser())('the board in a browser', () => {
  const visit = visits();

  test.each(Object.entries(ENDS))(
    '%s',
    async (name, [id, kind, number, step]) => {
      const system = await SYSTEMS[name as SystemName]();
      const opened = await openSystem(system, SETTINGS);
      const { cloud } = opened;
      expect((await opened.up()).failure).toBeUndefined();
      const configured = system.configured(SETTINGS);
      const its = await itsOf(configured.abilities);
      const drawing = await flowOf(await configured.story(cloud), cloud);
      const board = await serveBoard(boardAnswers(cloud, drawing, its, new AbortController().signal));
      afterAll(() => board.close());

      const { page, errors } = await visit(board.link);
      await page.locator(`.box.${kind}`).first().waitFor();
      expect(await page.getByRole('tab').count()).toBe(0); // there is only one
      const Body = 'nome;valor\nAna;10\n';
      await cloud.s3.send(new PutObjectCommand({ Bucket: its.upload?.(cloud), Key: 'a.csv', Body }));
      await page.locator('.dot').waitFor({ state: 'attached' });
      await page.locator('#step', { hasText: step }).waitFor();
      await page.locator(`.box.${kind}`, { hasText: number }).waitFor();
      await page.locator(`.box.${kind}`, { hasText: number }).click();
      expect(await page.locator('aside h2').textContent()).toBe(drawing.nodes.find((node) => node.id === id)?.title);
      expect(await axeViolations(page)).toEqual([]);
      await page.setViewportSize(PHONE);
      await page.locator('svg.down').waitFor();
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      cloud.close();
    },
    180_000,
  );
});
