// What a box is: beside the drawing, for the box that was chosen.

import type { FlowAlarm, FlowNode } from '../../contract.ts';
import { el } from '../dom.ts';
import { language, say } from '../language.ts';
import { numberTexts } from './draw.ts';

export interface Panel {
  readonly root: HTMLElement;
  show(node: FlowNode): void;
  close(): void;
}

/** @param redrive sends dead letters back @param closed is called when the person closes it */
export function panel(redrive: () => void, closed: () => void): Panel {
  const body = el('div');
  const shut = el('button', { type: 'button', class: 'close', onclick: closed });
  const root = el('aside', { hidden: true, tabindex: -1, 'aria-labelledby': 'box-title' }, shut, body);
  root.addEventListener('keydown', ({ key }) => key === 'Escape' && closed());
  return {
    root,
    show(node) {
      shut.textContent = say('close');
      // Which alarms are open stays as it was: the panel is written again with each new number.
      const open = new Set([...body.querySelectorAll('details[open]')].map((one) => one.id));
      body.replaceChildren(...content(node, redrive, open));
      root.hidden = false;
    },
    close() {
      root.hidden = true;
    },
  };
}

function content(node: FlowNode, redrive: () => void, open: ReadonlySet<string>): HTMLElement[] {
  const price = node.perHour === null ? say('flow-free') : say('flow-price', node.perHour.toFixed(4));
  const numbers = numberTexts(node.numbers).join(' · ');
  const where = node.console
    ? el('a', { href: node.console, target: '_blank', rel: 'noreferrer' }, node.where)
    : node.where;
  const dead = node.kind === 'dead-letters' && node.numbers.some(({ value }) => value);
  return [
    el('h2', { id: 'box-title' }, node.title),
    ...(numbers ? [el('p', { class: 'large' }, numbers)] : []),
    el('p', {}, node.what[language()]),
    el('dl', {}, ...term('flow-why', node.why[language()]), ...term('flow-cost', price), ...term('flow-where', where)),
    ...(dead ? [el('button', { type: 'button', onclick: redrive }, say('redrive'))] : []),
    ...(node.alarms.length
      ? [el('h3', {}, say('flow-alarms')), ...ringingFirst(node.alarms).map((one) => told(one, open))]
      : []),
  ];
}

const term = (word: 'flow-why' | 'flow-cost' | 'flow-where', value: string | Node) => [
  el('dt', {}, say(word)),
  el('dd', {}, value),
];

const ringingFirst = (alarms: readonly FlowAlarm[]) =>
  alarms.toSorted((one, other) => Number(other.state === 'ALARM') - Number(one.state === 'ALARM'));

function told({ name, state, says }: FlowAlarm, open: ReadonlySet<string>): HTMLElement {
  const rings = state === 'ALARM';
  const id = `alarm-${name}`;
  const text = el('summary', {}, `${rings ? '⚠ ' : ''}${name}: ${say(`state-${state}`)}`);
  const lines = says.split('\n').map((line) => el('p', {}, line));
  return el('details', { id, class: rings ? 'ringing' : '', open: rings || open.has(id) }, text, ...lines);
}
