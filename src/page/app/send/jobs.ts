// Files on their way: four at a time, the others in line. Then what became of each is asked until it is known.

import type { Fate, Fates, Me } from '../../contract.ts';
import { post, Refused, sentence } from '../api.ts';
import { say } from '../language.ts';
import { type Polling, polling } from '../poll.ts';
import type { Chosen } from './gather.ts';
import { FileChanged } from './hash.ts';
import { PutFailed } from './put.ts';
import { sendFile } from './send-file.ts';
import { OtherTab } from './send-parts.ts';

export type State = 'queued' | 'reading' | 'sending' | 'retry' | 'sent' | 'counted' | 'failed' | 'refused';

export interface Job {
  readonly chosen: Chosen;
  state: State;
  /** Bytes. */
  sent: number;
  key?: string;
  fate?: Fate;
  /** Why it was not sent, in the language of now. */
  why?: () => string;
}

const AT_ONCE = 4;
/** The server takes at most so many names in one question. */
const NAMES = 200;

export interface Jobs {
  readonly all: readonly Job[];
  add(files: readonly Chosen[]): void;
  /** Are there files that are not in the bucket yet? */
  busy(): boolean;
}

/** @param changed is called after each change of a job @param arrived with the key of a file that is in the bucket */
export function jobs(me: Me, changed: (job: Job) => void, arrived: (key: string) => void): Jobs {
  const all: Job[] = [];
  let running = 0;
  const set = (job: Job, more: Partial<Job>) => {
    Object.assign(job, more);
    changed(job);
  };

  const fates: Polling = polling(
    async () => {
      const waiting = all.filter(({ state }) => state === 'sent');
      if (!waiting.length) return fates.stop();
      for (let at = 0; at < waiting.length; at += NAMES) {
        const some = waiting.slice(at, at + NAMES);
        const { fates: told } = await post<Fates>('api/files/fate', { keys: some.map(({ key }) => key) });
        for (const fate of told) {
          const job = some.find(({ key }) => key === fate.key);
          if (job && fate.state !== 'waiting') set(job, { fate, state: fate.state });
        }
      }
    },
    () => {},
    2,
  );

  async function work(job: Job): Promise<void> {
    const { file } = job.chosen;
    try {
      if (file.size > me.largestFile) throw new Refused('too-large');
      const key = await sendFile(file, me, {
        state: (state) => set(job, { state }),
        sent: (bytes) => set(job, { sent: bytes }),
      });
      set(job, { key, state: 'sent', sent: file.size });
      arrived(key);
      fates.start();
    } catch (error) {
      set(job, { state: 'refused', why: () => reason(error) });
    }
  }

  const next = (): void => {
    while (running < AT_ONCE) {
      const job = all.find(({ state }) => state === 'queued');
      if (!job) return;
      job.state = 'reading';
      running += 1;
      void work(job).finally(() => {
        running -= 1;
        next();
      });
    }
  };
  return {
    all,
    add(files) {
      for (const chosen of files) {
        const job: Job = { chosen, state: 'queued', sent: 0 };
        all.push(job);
        changed(job);
      }
      next();
    },
    busy: () => running > 0,
  };
}

function reason(error: unknown): string {
  if (error instanceof FileChanged) return say('changed');
  if (error instanceof OtherTab) return say('other-tab');
  if (error instanceof PutFailed)
    return error.status ? say('bucket-refused', error.code || error.status) : say('not-reached');
  return sentence(error);
}
