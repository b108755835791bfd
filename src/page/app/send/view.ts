// The tab "Send": drop files, see how far each is, and what became of it.

import type { Status } from '../../contract.ts';
import { post, reader, sentence } from '../api.ts';
import { el } from '../dom.ts';
import { grouped, many, say } from '../language.ts';
import { polling } from '../poll.ts';
import type { Around, View } from '../view.ts';
import { dropped, type Gathered, picked } from './gather.ts';
import { type Job, jobs } from './jobs.ts';
import { type Row, rowOf, sum } from './row.ts';
import { unfinishedList } from './unfinished-list.ts';

export function sendView({ me, notice, sent }: Around): View {
  const rows = new Map<Job, Row>();
  const body = el('tbody');
  const heads = (['file', 'bytes', 'state'] as const).map((word) => ({
    word,
    cell: el('th', { scope: 'col', class: word === 'bytes' && 'number' }),
  }));
  const table = el('table', {}, el('thead', {}, el('tr', {}, ...heads.map(({ cell }) => cell))), body);
  const region = el('div', { class: 'scroll', tabindex: 0, role: 'region', hidden: true }, table);
  const total = el('progress', { hidden: true });
  const told = el('p', { role: 'status', id: 'sum' });
  const status = el('p', { class: 'quiet' });
  const unfinished = unfinishedList(
    (upload) => post('api/uploads/abort', { upload }),
    (error) => notice(sentence(error)),
  );

  const work = jobs(
    me,
    (job) => draw(job),
    (key) => {
      sent.unshift(key);
      unfinished.draw();
    },
  );
  const take = ({ files, leftOut }: Gathered) => {
    if (leftOut) notice(many('left-out-one', 'left-out', leftOut));
    work.add(files);
  };
  const chooser = (word: 'choose' | 'choose-folder', more: object) => {
    const input = el('input', {
      type: 'file',
      multiple: true,
      class: 'hidden',
      tabindex: -1,
      'aria-hidden': 'true',
      ...more,
    });
    input.addEventListener('change', () => {
      take(picked(input.files ?? []));
      input.value = ''; // the same file may be chosen again
    });
    // The browser's own button speaks the browser's language, so ours stands in its place.
    const button = el('button', { type: 'button', onclick: () => input.click() });
    return { word, button, input };
  };
  const choosers = [
    chooser('choose', { id: 'files' }),
    chooser('choose-folder', { id: 'folder', webkitdirectory: true }),
  ];
  const hint = el('p', { class: 'large' });
  const drop = el('div', { class: 'drop' }, hint, ...choosers.flatMap(({ button, input }) => [button, input]));
  acceptDrops(drop, take);

  let planned = false;
  /** Rows at once, the sums at most once a frame: a thousand files move at the same time. */
  function draw(job: Job): void {
    const row = rows.get(job) ?? rowOf(job);
    if (!rows.has(job)) {
      rows.set(job, row);
      body.append(row.root);
      region.hidden = total.hidden = false;
    }
    row.draw();
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      const { text, sent: bytes, of } = sum(work.all);
      told.textContent = text;
      total.max = Math.max(1, of);
      total.value = bytes;
    });
  }

  const readStatus = reader<Status>();
  let last: Status | undefined;
  const drawStatus = () => {
    if (!last) return;
    const { waiting, inFlight, deadLetters, records } = last;
    const numbers = say('status-line', grouped(waiting), grouped(inFlight), grouped(deadLetters));
    status.textContent = records === null ? `${say('cache-away')} ${numbers}` : numbers;
    status.classList.toggle('warning', records === null);
  };
  const asking = polling(
    async () => {
      last = (await readStatus('api/status')) ?? last;
      drawStatus();
    },
    (error) => notice(error ? sentence(error) : ''),
  );
  window.addEventListener('beforeunload', (event) => work.busy() && event.preventDefault());

  return {
    root: el('div', {}, drop, unfinished.root, told, total, region, status),
    show: () => asking.start(),
    hide: () => asking.stop(),
    words() {
      hint.textContent = say('drop');
      for (const { word, button } of choosers) button.textContent = say(word);
      for (const { word, cell } of heads) cell.textContent = say(word);
      region.setAttribute('aria-label', say('all'));
      total.setAttribute('aria-label', say('all'));
      unfinished.draw();
      drawStatus();
      for (const job of work.all) draw(job);
    },
  };
}

/** Files may be dropped anywhere on the page: beside the field, the browser would open them and leave the page. */
function acceptDrops(field: HTMLElement, take: (gathered: Gathered) => void): void {
  const over = (event: DragEvent) => {
    event.preventDefault();
    field.classList.add('over');
  };
  const out = () => field.classList.remove('over');
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', out);
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    out();
    if (event.dataTransfer) void dropped(event.dataTransfer).then(take);
  });
}
