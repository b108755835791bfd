// What `npm run count` starts: plain Node, one bundled file, and the same file again in every further thread.
// Notice: like `wc`, it goes on after a file that cannot be read, says so, and ends with exit code 1.

import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { countFile, countShare, type Share } from './count-file.ts';

const USAGE = `Usage: npm run --silent count -- FILE… [flags]
Prints the newlines of each file, as wc -l does.
  --workers n  threads that share a large file (as many as this machine runs at once)
  --json       one JSON object a file: bytes, newlines, and lines (a last line without a newline counts, too)
  --help       this text`;

const WHY: Record<string, string> = {
  ENOENT: 'there is no such file; check the name',
  ENOTDIR: 'a part of its path is a file, not a folder; check the path',
  EACCES: 'you have no right to read it; chmod u+r gives it to the owner',
  EPERM: 'the system does not allow it',
  EISDIR: 'it is a folder; name the files in it, for example with folder/*',
};

const MOST_WORKERS = 64;
const USUAL_WORKERS = Math.min(availableParallelism(), MOST_WORKERS);

async function main(): Promise<void> {
  const { files, workers, json } = understand();
  let [width, total] = [1, 0];
  for (const [i, path] of files.entries()) {
    try {
      const count = await countFile(path, workers, inAnotherThread);
      total += count.newlines;
      width = Math.max(width, String(total).length);
      console.log(
        json ? JSON.stringify({ file: path, ...count }) : `${String(count.newlines).padStart(width)} ${path}`,
      );
    } catch (error) {
      process.exitCode = 1;
      const { code = '', message } = error as NodeJS.ErrnoException;
      console.error(`Counting ${path} failed: ${WHY[code] ?? message}.`);
    }
    if (!json && i > 0 && i === files.length - 1) console.log(`${String(total).padStart(width)} total`);
  }
}

async function inAnotherThread(workerData: Share): Promise<number> {
  const [newlines] = await once(new Worker(__filename, { workerData }), 'message');
  return newlines;
}

function understand(): { files: string[]; workers: number; json: boolean } {
  const options = { workers: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const workers = Number(values.workers ?? USUAL_WORKERS);
    if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
      throw new Error(`--workers ${values.workers} is not a whole number from 1 to ${MOST_WORKERS}`);
    if (positionals.length === 0) throw new Error('no file was named');
    return { files: positionals, workers, json: values.json ?? false };
  } catch (error) {
    console.error(`The command line was not understood: ${(error as Error).message}.\n${USAGE}`);
    process.exit(2);
  }
}

// All is said, and synchronously: helpers need not be seen off.
if (isMainThread) void main().then(() => process.exit());
else parentPort?.postMessage(countShare(workerData as Share));
