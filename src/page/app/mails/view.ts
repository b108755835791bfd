// The tab "Mails": what was published to the accountants' topic, the newest first.

import type { Mail } from '../../contract.ts';
import { reader, sentence } from '../api.ts';
import { el } from '../dom.ts';
import { say, time } from '../language.ts';
import { polling } from '../poll.ts';
import type { Around, View } from '../view.ts';

export function mailsView({ notice }: Around): View {
  let mails: Mail[] | undefined;
  const read = reader<{ mails: Mail[] }>();
  const none = el('p', { hidden: true });
  const list = el('div');
  const draw = () => {
    none.hidden = mails?.length !== 0;
    none.textContent = say('no-mails');
    const open = new Set([...list.querySelectorAll('details[open]')].map((one) => one.id));
    list.replaceChildren(
      ...(mails ?? []).map(({ at, subject, text }, index) => {
        const id = `mail-${at}`;
        const head = el('summary', {}, `${time(at)} · ${subject}`);
        const shown = open.size ? open.has(id) : index === 0;
        return el('details', { id, class: 'mail', open: shown }, head, el('pre', { tabindex: 0 }, text));
      }),
    );
  };
  const asking = polling(
    async () => {
      const answer = await read('api/mails');
      if (!answer) return;
      mails = answer.mails;
      draw();
    },
    (error) => notice(error ? sentence(error) : ''),
  );
  return {
    root: el('div', {}, none, list),
    show: () => asking.start(),
    hide: () => asking.stop(),
    words: draw,
  };
}
