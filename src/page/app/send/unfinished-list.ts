// Uploads of earlier visits that did not end: what they are, how to go on, and how to give them up.

import { el } from '../dom.ts';
import { say, size } from '../language.ts';
import { allUnfinished, forget } from './unfinished.ts';

/** @param abort has the server remove the parts */
export function unfinishedList(abort: (upload: string) => Promise<unknown>, failed: (error: unknown) => void) {
  const title = el('h2');
  const why = el('p');
  const list = el('ul');
  const root = el('section', { class: 'unfinished', hidden: true }, title, why, list);
  const draw = () => {
    const found = allUnfinished();
    root.hidden = !found.length;
    title.textContent = say('unfinished');
    why.textContent = say('unfinished-why');
    list.replaceChildren(
      ...found.map(([id, { name, bytes, upload }]) => {
        const give = () =>
          abort(upload)
            .then(() => forget(id), failed)
            .then(draw);
        const button = el('button', { type: 'button', onclick: () => void give() }, say('forget', name));
        return el('li', {}, `${name} (${size(bytes)}) `, button);
      }),
    );
  };
  return { root, draw };
}
