// Watches a folder and sends its files to the bucket, so that people only save their files.
// A file is sent when it has stopped growing, and again when it changes. A file that cannot be sent now is named and
// tried again later. After a restart, a file that is in the bucket already is not sent again.

import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { watch } from 'chokidar';
import type { Owned } from '../../aws/clients.ts';
import { errorText, errorWording, Interrupted, Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { wallClock } from '../../engine/wait.ts';
import { isPassing } from '../../page/passing.ts';
import { tooLong } from '../../runtime/object-key.ts';
import { printable } from '../../screen/table.ts';
import { whyNot } from './find-files.ts';
import { keyOf } from './names.ts';
import { isInBucket } from './same-content.ts';
import { type Sent, upload } from './upload.ts';

export interface Watching {
  readonly folder: string;
  /** Before each key: "in/vendas/". */
  readonly prefix?: string;
  readonly signal: AbortSignal;
  readonly sent: (file: Sent) => void;
  /** The file could not be sent now. @param again seconds until the next try */
  readonly failed: (key: string, why: Text, again: number) => void;
  /** Called the first time that nothing is left to send. @param known files that were in the bucket already */
  readonly idle: (known: number) => void;
  readonly say: (text: Text) => void;
  readonly arrived: (key: string, bytes: number, of: number) => void;
  /** Seconds in which a file must not grow before it is sent; default 2. */
  readonly settle?: number;
}

const AT_ONCE = 2;
/** Seconds until the second try, the third, and so on; the last value repeats. */
const AGAIN = [5, 10, 20, 40, 60];
const PACE = 0.2;

/** Goes on until Ctrl-C; returns the keys of files that wait. @throws Problem when the folder is removed */
export async function watchFolder(cloud: Owned, bucket: string, wanted: Watching): Promise<string[]> {
  const { folder, signal, say, settle = 2 } = wanted;
  /** Paths below the folder, when each is due (seconds), and how often it failed. */
  const due = new Map<string, { at: number; failures: number }>();
  const running = new Map<string, Promise<void>>();
  const clock = wallClock();
  let [scanned, gone, known, idle] = [false, false, 0, false];

  const add = (path: string) => void due.set(relative(folder, path), { at: clock.now(), failures: 0 });
  const watcher = watch(folder, {
    followSymlinks: false,
    ignorePermissionErrors: true, // else unreadable files would be left out silently
    awaitWriteFinish: { stabilityThreshold: settle * 1000, pollInterval: 100 },
    ignored: (path) => path !== folder && isPassing(relative(folder, path)),
  });
  watcher
    .on('add', add)
    .on('change', add)
    .on('ready', () => (scanned = true));
  watcher.on('unlinkDir', (path) => (gone ||= path === folder));
  watcher.on('addDir', async (path) => {
    const closed = await access(path, constants.R_OK).catch((error: unknown) => error);
    if (closed) say(notWatched(path, closed));
  });
  watcher.on('error', (error) => say(notWatched(folder, error)));

  async function send(name: string, failures: number): Promise<void> {
    const [path, key] = [join(folder, name), `${wanted.prefix ?? ''}${keyOf(name)}`];
    try {
      const stats = await stat(path);
      if (!stats.isFile()) return; // a link to a folder, for example
      const bytes = stats.size;
      if (tooLong(key)) return say(nameTooLong(key));
      if (await isInBucket(cloud, bucket, { path, key, bytes })) {
        known += 1;
        return;
      }
      const file = { key, bytes, open: () => createReadStream(path) };
      wanted.sent(await upload(cloud, bucket, file, signal, (loaded) => wanted.arrived(key, loaded, bytes)));
    } catch (error) {
      if (await vanished(path)) return say(wentAway(key));
      if (due.has(name)) return; // it has changed meanwhile: it starts again
      const wait = AGAIN[Math.min(failures, AGAIN.length - 1)] ?? 0;
      due.set(name, { at: clock.now() + wait, failures: failures + 1 });
      if (!(error instanceof Interrupted)) wanted.failed(key, reason(error), wait);
    }
  }

  try {
    while (!signal.aborted) {
      if (gone)
        throw new Problem(
          {
            en: `The folder ${folder} is not there any more.`,
            pt: `A pasta ${folder} não existe mais.`,
          },
          { next: { en: 'Create it, then start again.', pt: 'Crie a pasta e comece de novo.' } },
        );
      for (const [name, { at, failures }] of due) {
        if (running.size >= AT_ONCE) break;
        if (at > clock.now() || running.has(name)) continue;
        due.delete(name);
        running.set(
          name,
          send(name, failures).finally(() => running.delete(name)),
        );
      }
      if (scanned && !idle && !due.size && !running.size) wanted.idle(known);
      idle ||= scanned && !due.size && !running.size;
      await clock.pause(PACE);
    }
  } finally {
    await watcher.close();
    await Promise.all(running.values());
  }
  return [...due.keys()].map(keyOf);
}

/** Says when we may not read the file; else the words of the error. */
function reason(error: unknown): Text {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { code } = cause as NodeJS.ErrnoException;
  if (code !== 'EACCES' && code !== 'EPERM') return errorWording(error);
  const why = whyNot(cause as NodeJS.ErrnoException);
  return { en: `it ${why.en}.`, pt: `${why.pt}.` };
}

const notWatched = (path: string, why: unknown): Text => ({
  en: `  The folder ${printable(path)}, or something in it, cannot be watched: ${errorText(why)}.`,
  pt: `  Não é possível acompanhar a pasta ${printable(path)}, ou algo dentro dela: ${errorText(why)}.`,
});

const nameTooLong = (key: string): Text => ({
  en: `  ${printable(key)} was not sent: its name is too long for S3 (1,024 bytes).`,
  pt: `  ${printable(key)} não foi enviado: o nome é longo demais para o S3 (1.024 bytes).`,
});

const wentAway = (key: string): Text => ({
  en: `  ${printable(key)} went away before it could be sent.`,
  pt: `  ${printable(key)} sumiu antes de ser enviado.`,
});

const vanished = (path: string): Promise<boolean> =>
  stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'ENOTDIR',
  );
