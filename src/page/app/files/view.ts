// The tab "Files": what was counted, the newest first. The first page is asked again and again, older ones when wanted.

import type { FileRow, Files } from '../../contract.ts';
import { reader, sentence } from '../api.ts';
import { el } from '../dom.ts';
import { grouped, language, many, say, size, time } from '../language.ts';
import { polling } from '../poll.ts';
import type { Around, View } from '../view.ts';

const PAGE = 100;
const HEADS = ['file', 'lines', 'bytes', 'when', 'state'] as const;

export function filesView({ notice }: Around): View {
  let first: Files | undefined;
  let older: FileRow[] = [];
  let cursor: string | undefined;
  const readFirst = reader<Files>();

  const label = el('label', { for: 'search' });
  const input = el('input', { type: 'search', id: 'search', autocomplete: 'off', oninput: () => searched() });
  const csv = el('a', { download: 'files.csv', class: 'button' });
  const away = el('p', { class: 'warning', hidden: true });
  const count = el('p', { role: 'status', id: 'found' });
  const heads = HEADS.map((word) => ({
    word,
    cell: el('th', { scope: 'col', class: (word === 'bytes' || word === 'lines') && 'number' }),
  }));
  const body = el('tbody');
  const table = el('table', {}, el('thead', {}, el('tr', {}, ...heads.map(({ cell }) => cell))), body);
  const region = el('div', { class: 'scroll', tabindex: 0, role: 'region' }, table);
  const more = el('button', { type: 'button', hidden: true, onclick: () => void next() });

  const address = (from?: string) => {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (input.value.trim()) query.set('search', input.value.trim());
    if (from) query.set('cursor', from);
    return `api/files?${query}`;
  };

  const draw = () => {
    if (!first) return;
    away.hidden = first.cache === 'up';
    count.textContent = first.total
      ? many('found-one', 'found', first.total)
      : first.cache === 'up'
        ? say('no-files')
        : '';
    // A file that was counted again since is on a newer page too: its newest row is the true one.
    const rows = new Map([...first.files, ...older].reverse().map((row) => [row.key, row]));
    body.replaceChildren(...[...rows.values()].reverse().map(rowOf));
    more.hidden = !cursor;
  };
  const asking = polling(
    async () => {
      const answer = await readFirst(address());
      if (!answer) return;
      first = answer;
      if (!older.length) cursor = answer.cursor;
      draw();
    },
    (error) => notice(error ? sentence(error) : ''),
  );
  const next = async () => {
    try {
      const answer = await reader<Files>()(address(cursor));
      older = [...older, ...(answer?.files ?? [])];
      cursor = answer?.cursor;
      draw();
    } catch (error) {
      notice(sentence(error));
    }
  };
  let typing: ReturnType<typeof setTimeout>;
  const searched = () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      older = [];
      cursor = undefined;
      asking.now();
    }, 300);
  };

  return {
    root: el('div', {}, el('div', { class: 'bar' }, label, input, csv), away, count, region, more),
    show: () => asking.start(),
    hide: () => asking.stop(),
    words() {
      label.textContent = say('search');
      csv.textContent = say('csv');
      csv.href = `api/files.csv?lang=${language()}`; // Excel in Brazil expects ";" between cells
      away.textContent = say('cache-away');
      more.textContent = say('more');
      region.setAttribute('aria-label', say('tab-files'));
      for (const { word, cell } of heads) cell.textContent = say(word);
      draw();
    },
  };
}

function rowOf({ key, name, status, lines, bytes, reason = '', at }: FileRow): HTMLElement {
  const number = (text: string) => el('td', { class: 'number' }, text);
  return el(
    'tr',
    { 'data-state': status },
    el('th', { scope: 'row', title: key }, name),
    number(lines === undefined ? '' : grouped(lines)),
    number(bytes === undefined ? '' : size(bytes)),
    el('td', {}, time(at)),
    el('td', {}, status === 'counted' ? '✓' : `✗ ${say('reason-failed', reason)}`),
  );
}
