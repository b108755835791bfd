// Drills of point 5: an unreadable message, the same old events again and again, events that arrive late.

import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { depthOf } from '../../../operate/dead-letters/depth.ts';
import { newKey } from '../../../operate/drills/breaking.ts';
import type { Acts } from '../../../operate/drills/drill.ts';
import { RECORDS } from '../alarms/points.ts';
import { comeBackAfter, uploadEvent } from './breaking.ts';
import type { LineCounterSite } from './site.ts';

const TWENTY_MINUTES = 20 * 60 * 1000;
const known = newKey('known');
/** It grows with every event, so that each is newer than the one before. */
let events = 0;

export const RECORD_DRILLS = {
  poison: {
    point: RECORDS,
    breaks: {
      en: 'A message that is not JSON comes into the queue; it comes back after a second, and is set aside after five tries.',
      pt: 'Uma mensagem que não é JSON entra na fila; ela volta em um segundo e é posta de lado após cinco tentativas.',
    },
    async begin(site) {
      await comeBackAfter(site, 1);
      await site.send('isto não é JSON');
    },
    undo: emptyDeadLetters,
  },
  repeated: {
    point: RECORDS,
    breaks: {
      en: 'Somebody sends thirty events a period that are known already.',
      pt: 'Alguém manda trinta eventos por período que já são conhecidos.',
    },
    begin: (site) => site.upload(known),
    meanwhile: (site) => Promise.all([1, 2, 3].map(() => site.send(uploadEvent(site, known, { times: 10 })))),
  },
  late: {
    point: RECORDS,
    breaks: {
      en: 'S3 tells of uploads twenty minutes late.',
      pt: 'O S3 avisa dos envios com vinte minutos de atraso.',
    },
    plays: {
      en: 'the drill sends the events itself, with the time of twenty minutes ago',
      pt: 'o simulado manda os eventos ele mesmo, com a hora de vinte minutos atrás',
    },
    async begin(site) {
      await comeBackAfter(site, 2);
      await site.upload(known);
    },
    meanwhile(site) {
      events += 1;
      const sequencer = `F${'0'.repeat(12)}${events.toString(16).toUpperCase().padStart(6, '0')}`;
      return site.send(uploadEvent(site, known, { at: new Date(Date.now() - TWENTY_MINUTES), sequencer }));
    },
  },
} satisfies Record<string, Acts<LineCounterSite>>;

/** As its runbook says: a message that is no S3 event is never counted, so it is deleted. */
async function emptyDeadLetters({ cloud, names }: LineCounterSite): Promise<void> {
  const { url: QueueUrl } = await depthOf(cloud, names.deadLetters);
  const take = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
  for (;;) {
    const { Messages = [] } = await cloud.sqs.send(take);
    if (!Messages.length) return;
    for (const { ReceiptHandle } of Messages)
      await cloud.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}
