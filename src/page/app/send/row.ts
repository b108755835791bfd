// The row of one file: its name, its size, how far it is, and what became of it.

import { el } from '../dom.ts';
import { grouped, many, say, size } from '../language.ts';
import type { Job } from './jobs.ts';

export interface Row {
  readonly root: HTMLTableRowElement;
  draw(): void;
}

export function rowOf(job: Job): Row {
  const { file, path } = job.chosen;
  const bytes = el('td', { class: 'number' });
  const state = el('td');
  const bar = el('progress', { max: Math.max(1, file.size), 'aria-label': path });
  const root = el('tr', {}, el('th', { scope: 'row' }, path), bytes, state);
  return {
    root,
    draw() {
      root.dataset.state = job.state;
      bytes.textContent = size(file.size);
      bar.value = job.sent;
      const moving = job.state === 'sending' || job.state === 'retry';
      state.replaceChildren(...(moving ? [bar, ' '] : []), told(job));
    },
  };
}

function told({ state, fate, why }: Job): string {
  if (fate?.state === 'counted') return `✓ ${many('state-counted-one', 'state-counted', fate.lines)}`;
  if (fate?.state === 'failed') return `✗ ${say('state-failed', fate.reason)}`;
  if (state === 'refused') return `✗ ${say('refused', why?.() ?? '')}`;
  return say(`state-${state as 'queued' | 'reading' | 'sending' | 'retry' | 'sent'}`);
}

/** "12 of 200 files sent, 3 MB of 80 MB; 10 counted, 2 waiting, 0 failed" */
export function sum(all: readonly Job[]): { text: string; sent: number; of: number } {
  const count = (...states: Job['state'][]) => all.filter(({ state }) => states.includes(state)).length;
  const sent = all.reduce((bytes, job) => bytes + job.sent, 0);
  const of = all.reduce((bytes, job) => bytes + job.chosen.file.size, 0);
  const there = grouped(count('sent', 'counted', 'failed'));
  const files = say('sum', there, grouped(all.length), size(sent), size(of));
  const fates = [count('counted'), count('sent'), count('failed', 'refused')].map(grouped);
  return { text: `${files}; ${say('sum-fates', ...fates)}`, sent, of };
}
