// What each exercise of the line counter breaks.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { unwatched } from '../../engine/wait.ts';
import { replaceCode } from '../../operate/drills/breaking.ts';
import type { ExerciseSite } from '../../operate/exercises/exercise.ts';
import { breakByHand } from '../../resources/breaks.ts';
import { uploadEvent } from './drills/breaking.ts';
import { namesOf } from './names.ts';
import { lineCounter } from './parts.ts';
import { waitForRecords } from './records.ts';
import { lineCounterSettings } from './settings.ts';

export async function notificationGone(site: ExerciseSite): Promise<void> {
  await placeOf(site).part.bucketToQueue.remove(unwatched(site.signal));
  await upload(site, { 'extrato.txt': 3 });
}

export async function mappingOff(site: ExerciseSite): Promise<void> {
  await breakByHand(site.cloud, placeOf(site).part.queueToWorker, 'somebody disables it');
  await upload(site, { 'janeiro.txt': 4, 'fevereiro.txt': 2 });
}

export async function noDeadLetters(site: ExerciseSite): Promise<void> {
  await breakByHand(site.cloud, placeOf(site).part.queue, 'somebody cuts the way to the dead letters');
}

export async function otherCode(site: ExerciseSite): Promise<void> {
  await replaceCode(site, placeOf(site).names.worker, 'async () => ({ batchItemFailures: [] })');
  await upload(site, { 'folha.txt': 7 });
}

export async function poison(site: ExerciseSite): Promise<void> {
  await send(site, 'Por favor, contem o arquivo de ontem. Obrigado!');
}

/** An hour ago, because the worker waits for a file that was uploaded a moment ago. */
export async function fileGone(site: ExerciseSite): Promise<void> {
  await send(site, uploadEvent(placeOf(site), 'balanço.txt', { at: anHourAgo() }));
}

export async function lateEvent(site: ExerciseSite): Promise<void> {
  for (const lines of [2, 5]) {
    await upload(site, { 'caixa.txt': lines });
    await waitForRecords(site.cloud, placeOf(site).names, ['caixa.txt'], { patience: 60, signal: site.signal });
  }
  await send(site, uploadEvent(placeOf(site), 'caixa.txt', { at: anHourAgo(), sequencer: '00' }));
}

const anHourAgo = () => new Date(Date.now() - 3_600_000);

function placeOf({ cloud, env }: ExerciseSite) {
  const settings = lineCounterSettings(env);
  return { names: namesOf(cloud, settings), part: lineCounter(cloud, settings) };
}

/** Uploads files of so many lines. */
async function upload(site: ExerciseSite, files: Readonly<Record<string, number>>): Promise<void> {
  const { names } = placeOf(site);
  for (const [Key, lines] of Object.entries(files)) {
    const Body = 'uma linha\n'.repeat(lines);
    await site.cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body }));
  }
}

async function send(site: ExerciseSite, MessageBody: string): Promise<void> {
  const { cloud } = site;
  const { QueueUrl } = await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: placeOf(site).names.queue }));
  await cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}
