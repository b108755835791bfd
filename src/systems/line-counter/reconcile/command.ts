// Finds files that have no record, because an event or the cache was lost, and has them counted.
// Nothing is uploaded again: the worker gets the event that S3 would have sent.

import { Problem } from '../../../engine/problems.ts';
import { type Text, translated } from '../../../engine/text.ts';
import { wallClock } from '../../../engine/wait.ts';
import { depthOf } from '../../../operate/dead-letters/depth.ts';
import { messages } from '../../../operate/dead-letters/words.ts';
import { spoken } from '../../../screen/language.ts';
import { nextCommand } from '../../../screen/next-command.ts';
import { statusLine } from '../../../screen/status-line.ts';
import { countText, printable } from '../../../screen/table.ts';
import type { Here, ReconcileWish } from '../../abilities.ts';
import { namesOf } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import type { Unrecorded } from './compare.ts';
import { reconcile } from './reconcile.ts';
import { untilQuiet, untilRecorded } from './waiting.ts';

/** Minutes that S3's own event and its message may need. */
const YOUNG = 10;
/** Names on the screen. --json shows all. */
const SHOWN = 20;

export const reconcileIn =
  (settings: LineCounterSettings) =>
  async ({ cloud, say, print, signal, screen }: Here, { plan, wait, patience }: ReconcileWish): Promise<void> => {
    const where = namesOf(cloud, settings);
    const clock = wallClock(signal);
    const line = statusLine(screen);

    const quiet = await untilQuiet(cloud, where.queue, clock, (waiting) =>
      line.show(
        spoken({
          en: `  ${messages(waiting).en} in the queue: these are counted by themselves`,
          pt: `  ${messages(waiting).pt} na fila: são contadas sozinhas`,
        }),
      ),
    ).finally(line.clear);
    const { url } = await depthOf(cloud, where.queue);

    const sent = new Map<string, string>();
    const young: string[] = [];
    let found = 0;
    const { files, gone } = await reconcile(cloud, {
      ...{ bucket: where.bucket, reader: where.reader, signal },
      queueUrl: plan ? undefined : url,
      before: quiet ? undefined : new Date(Date.now() - YOUNG * 60_000),
      progress: (looked) => line.show(spoken(compared(looked, found))),
      found({ key, why, sequencer }: Unrecorded) {
        found += 1;
        if (!plan && wait) sent.set(key, sequencer);
        print({ event: 'reconcile', key, why });
        if (found > SHOWN) return;
        line.clear();
        say(`  ${printable(key)}   ${spoken(WHY[why])}`);
      },
      leftOut: ({ key }) => void young.push(key),
    }).finally(line.clear);
    if (found > SHOWN) say({ en: `  and ${found - SHOWN} more`, pt: `  e mais ${found - SHOWN}` });

    const waiting = await untilRecorded(cloud, where, sent, {
      ...{ clock, patience },
      progress: (recorded) =>
        line.show(
          spoken({
            en: `  recorded   ${recorded} of ${sent.size}`,
            pt: `  registrados   ${recorded} de ${sent.size}`,
          }),
        ),
    }).finally(line.clear);
    print({
      ...{ event: 'summary', files, unrecorded: found, sent: plan ? 0 : found, young: young.length },
      ...{ recorded: sent.size - waiting.length, notYet: waiting.length, gone },
    });

    const done = waiting.length ? `${found - waiting.length}/${found}` : `${found}`;
    const fate = plan ? TO_BE_COUNTED : !wait ? SENT : COUNTED_NOW;
    const rest = young.length ? NOTHING_TO_SEND : ALL_RECORDED;
    say(
      translated((language) => {
        const result = found ? `${done} ${fate[language]}` : rest[language];
        const on = { en: 'in', pt: 'em' }[language];
        return `${found ? '\n' : ''}${countText(files, FILE)[language]} ${on} ${where.bucket}: ${result}.`;
      }),
    );
    const again = nextCommand(cloud, 'reconcile');
    if (gone) say(goneText(gone));
    if (young.length) say(youngText(young.length, again));
    const missing = plan ? waiting : [...waiting, ...young];
    if (missing.length) throw noRecordYet(missing, nextCommand(cloud, 'status'), again);
  };

const FILE: Text = { en: 'file', pt: 'arquivo' };
/** Why a file is counted again. */
const WHY: Readonly<Record<Unrecorded['why'], Text>> = {
  'no record': { en: 'no record', pt: 'sem registro' },
  'newer version': { en: 'newer version', pt: 'versão mais nova' },
};
const TO_BE_COUNTED: Text = { en: 'to be counted', pt: 'a contar' };
const SENT: Text = { en: 'sent to be counted', pt: 'mandados para contagem' };
const COUNTED_NOW: Text = { en: 'counted now', pt: 'contados agora' };
const NOTHING_TO_SEND: Text = { en: 'nothing to send', pt: 'nada a mandar' };
const ALL_RECORDED: Text = { en: 'all have their records', pt: 'todos têm registro' };

const compared = (looked: number, found: number): Text => ({
  en: `  ${countText(looked, FILE).en} compared, ${found} without a record`,
  pt: `  ${countText(looked, FILE).pt} comparados, ${found} sem registro`,
});

const goneText = (count: number): Text => ({
  en: `${countText(count, { en: 'record', pt: '' }).en} of files that are not there any more: they stay as they are.`,
  pt: `Registros de arquivos que não existem mais: ${count}. Eles ficam como estão.`,
});

const youngText = (count: number, again: string): Text => ({
  en: `${count} younger than ${YOUNG} minutes still wait in the queue; run again:  ${again}`,
  pt: `Com menos de ${YOUNG} minutos, ainda na fila: ${count}; rode de novo:  ${again}`,
});

const noRecordYet = (keys: readonly string[], status: string, again: string): Problem => {
  const names = keys
    .slice(0, SHOWN)
    .map((key) => printable(key))
    .join(', ');
  const more = keys.length - SHOWN;
  return new Problem(
    {
      en: `No record yet of ${names}${more > 0 ? ` and ${more} more` : ''}.`,
      pt: `Ainda sem registro: ${names}${more > 0 ? ` e mais ${more}` : ''}.`,
    },
    {
      next: {
        en: `${status} shows whether messages wait or have failed. Then run ${again} again.`,
        pt: `${status} mostra se há mensagens esperando ou com falha. Depois rode de novo ${again}.`,
      },
    },
  );
};
