// The tab "The flow": the drawing with its numbers, the panel of a box, and dots for files that were just sent.

import type { Flow } from '../../contract.ts';
import { post, reader, sentence } from '../api.ts';
import { el } from '../dom.ts';
import { many, say, time } from '../language.ts';
import { polling } from '../poll.ts';
import type { Around, View } from '../view.ts';
import { isWord } from '../words.ts';
import { drawing } from './draw.ts';
import { following } from './follow.ts';
import { panel } from './panel.ts';

export function flowView({ notice, sent }: Around): View {
  const read = reader<Flow>();
  let flow: Flow | undefined;
  let chosen: string | undefined;

  const at = el('p', { class: 'quiet' });
  const step = el('p', { role: 'status', id: 'step' });
  const tell = (error?: Error) => notice(error ? sentence(error) : '');
  const drawn = drawing((id) => {
    chosen = id;
    drawPanel();
    beside.root.focus();
  });
  const beside = panel(
    async () => {
      try {
        const { moved } = await post<{ moved: number }>('api/redrive');
        notice(many('redrive-one', 'redriven', moved));
        asking.now();
      } catch (error) {
        notice(sentence(error));
      }
    },
    () => {
      const box =
        drawn.root.querySelectorAll<SVGGElement>('.box')[flow?.nodes.findIndex(({ id }) => id === chosen) ?? -1];
      chosen = undefined;
      beside.close();
      box?.focus();
    },
  );
  const followed = following(
    drawn,
    (key, { at: when, node, what }) => {
      const name = key.split('/').at(-1) ?? key;
      const word = `step-${what}`;
      const kind = flow?.nodes.find(({ id }) => id === node)?.kind ?? 'other';
      step.textContent = say('trace-step', name, isWord(word) ? say(word) : what, say(`kind-${kind}`), time(when));
    },
    tell,
  );

  const drawPanel = () => {
    const node = flow?.nodes.find(({ id }) => id === chosen);
    if (node) beside.show(node);
  };
  const draw = () => {
    if (!flow) return;
    drawn.draw(flow);
    drawPanel();
    const problems = flow.problems.map((problem) => say('flow-problem', problem));
    at.textContent = [say('flow-at', time(flow.at)), ...problems].join(' · ');
    at.classList.toggle('warning', problems.length > 0);
  };
  const asking = polling(async () => {
    flow = (await read('api/flow')) ?? flow;
    draw();
    if (flow) followed.files([...sent, ...(flow.recent ?? [])], flow);
  }, tell);
  window.addEventListener('resize', draw);

  return {
    root: el('div', { class: 'flow' }, el('div', { class: 'drawing' }, drawn.root, step, at), beside.root),
    show() {
      asking.start();
      followed.show();
    },
    hide() {
      asking.stop();
      followed.hide();
    },
    words: draw,
  };
}
