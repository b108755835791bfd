// Drills of point 1: nothing is uploaded; an upload gets no record; S3 refuses an upload, or fails.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { isKind } from '../../../engine/problems.ts';
import { newKey, replaceCode } from '../../../operate/drills/breaking.ts';
import type { Acts } from '../../../operate/drills/drill.ts';
import { UPLOADS } from '../alarms/points.ts';
import { signals } from '../alarms/signals.ts';
import { type FailingStorage, failingStorage } from './failing-storage.ts';
import type { LineCounterSite } from './site.ts';

/** The server that answers in S3's place, while it fails. */
const failing = new Map<LineCounterSite, FailingStorage>();

export const UPLOAD_DRILLS = {
  'nothing-uploaded': {
    point: UPLOADS,
    breaks: { en: 'Nobody uploads anything.', pt: 'Ninguém envia nada.' },
    healthy: (site) => site.upload(newKey('day')),
  },
  swallowed: {
    point: UPLOADS,
    breaks: {
      en: 'The function’s code is replaced by one that says "done" to every message and does nothing.',
      pt: 'O código da função é trocado por um que diz "feito" a cada mensagem e não faz nada.',
    },
    begin: (site) => replaceCode(site, site.names.worker, 'async () => ({ batchItemFailures: [] })'),
    meanwhile: (site) => site.upload(newKey('swallowed')),
  },
  refused: {
    point: UPLOADS,
    breaks: {
      en: 'An application sends files with a checksum that is not theirs: S3 takes none of them.',
      pt: 'Um aplicativo envia arquivos com um checksum que não é deles: o S3 não aceita nenhum.',
    },
    plays: {
      en: 'the drill counts the refusals that S3 answers; the local cloud has no metrics of requests',
      pt: 'o simulado conta as recusas que o S3 responde; a nuvem local não tem métricas de pedidos',
    },
    meanwhile: sendWrongly,
  },
  'storage-fails': {
    point: UPLOADS,
    breaks: {
      en: 'S3 answers every upload with an error of its own.',
      pt: 'O S3 responde a cada envio com um erro seu.',
    },
    plays: {
      en: 'a web server on this machine answers in the place of S3, and counts',
      pt: 'um servidor web nesta máquina responde no lugar do S3, e conta',
    },
    begin: async (site) => void failing.set(site, await failingStorage(site)),
    meanwhile: async (site) => failing.get(site)?.upload(),
    async undo(site) {
      failing.get(site)?.close();
      failing.delete(site);
    },
  },
} satisfies Record<string, Acts<LineCounterSite>>;

/** The checksum of other bytes, as if the file had been damaged on its way to S3. */
const OF_OTHER_BYTES = 'AAAAAA==';

async function sendWrongly(site: LineCounterSite): Promise<void> {
  const { cloud, names } = site;
  const wrong = { Bucket: names.bucket, Key: newKey('damaged'), Body: 'one line\n', ChecksumCRC32: OF_OTHER_BYTES };
  try {
    await cloud.s3.send(new PutObjectCommand(wrong));
  } catch (error) {
    if (!isKind(error, 'BadDigest')) throw error;
    site.note(signals(names).refused, 1);
    return;
  }
  throw new Error('S3 took a file whose checksum is not that of its bytes.');
}
