/// <reference lib="dom" />
// Sends the files that somebody chose or dropped, two at a time, each with its progress.

import { language, REFUSALS, texts } from './texts.ts';
import { Refused, send } from './vault-api.ts';

const AT_ONCE = 2;

/** @param sent is called after each file */
export function takeFiles(list: HTMLElement, sent: () => void): (files: Iterable<File>) => void {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  const next = () => {
    while (running < AT_ONCE && waiting.length) {
      running += 1;
      void waiting
        .shift()?.()
        .finally(() => {
          running -= 1;
          next();
        });
    }
  };
  return (files) => {
    for (const file of files) waiting.push(row(list, file, sent));
    next();
  };
}

function row(list: HTMLElement, file: File, sent: () => void): () => Promise<void> {
  const item = document.createElement('li');
  const bar = document.createElement('progress');
  const state = document.createElement('span');
  bar.setAttribute('aria-label', file.name);
  bar.value = 0;
  item.append(`${file.name} `, bar, ' ', state);
  list.prepend(item);
  return async () => {
    try {
      await send(file, (part) => {
        bar.value = part;
      });
      bar.value = 1;
      state.textContent = texts().sent;
      sent();
    } catch (error) {
      const code = error instanceof Refused ? error.code : 'failed';
      state.className = 'bad';
      state.textContent = `${texts().failed}: ${REFUSALS[language()][code] ?? code}`;
    }
  };
}
