// The drawing: arrows and boxes. A box keeps its element while its numbers change, so the keyboard stays where it is.

import type { Flow, FlowNode, FlowNumber } from '../../contract.ts';
import { svg } from '../dom.ts';
import { grouped, many, say } from '../language.ts';
import { isWord } from '../words.ts';
import { layout, type Point } from './layout.ts';

export interface Drawing {
  readonly root: SVGSVGElement;
  /** Dots move in here, above all boxes. */
  readonly dots: SVGGElement;
  draw(flow: Flow): void;
  /** The right upper corner of a box. */
  cornerOf(id: string): Point | undefined;
  /** The arrow between two boxes. */
  arrowOf(from: string, to: string): SVGPathElement | undefined;
}

/** @param open is called with the id of a box that was chosen */
export function drawing(open: (id: string) => void): Drawing {
  const head = svg('path', { d: 'M0 0L10 5L0 10z', class: 'tip' });
  const tip = { id: 'tip', viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 6, markerHeight: 6, orient: 'auto' };
  const [arrows, boxes, dots] = [svg('g', { class: 'arrows' }), svg('g'), svg('g', { class: 'dots' })];
  const root = svg('svg', { role: 'group' }, svg('defs', {}, svg('marker', tip, head)), arrows, boxes, dots);
  const made = new Map<string, SVGGElement>();
  const paths = new Map<string, SVGPathElement>();
  let places: ReadonlyMap<string, Point> = new Map();
  let side = { width: 0, height: 0 };
  let shape = '';

  /** Once, and again when the system or the width of the screen has changed. */
  const place = ({ nodes, edges }: Flow) => {
    const down = matchMedia('(max-width: 640px)').matches;
    const now = JSON.stringify([down, nodes.map(({ id, kind }) => [id, kind]), edges]);
    if (now === shape) return;
    shape = now;
    const ids = nodes.map(({ id }) => id);
    const { width, height, box: size, boxes: all, arrows: ways } = layout(ids, edges, down);
    [places, side] = [all, size];
    root.setAttribute('viewBox', `-4 -4 ${width + 8} ${height + 8}`);
    root.classList.toggle('down', down);
    arrows.replaceChildren();
    paths.clear();
    for (const { from, to } of edges) {
      const target = nodes.find(({ id }) => id === to)?.kind;
      const path = svg('path', { d: ways.get(`${from} ${to}`), class: target, 'marker-end': 'url(#tip)' });
      paths.set(`${from} ${to}`, path);
      arrows.append(path);
    }
    made.clear();
    boxes.replaceChildren(
      ...nodes.map(({ id, kind }) => {
        const { x, y } = all.get(id) ?? { x: 0, y: 0 };
        const press = (event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          open(id);
        };
        const box = svg(
          'g',
          {
            class: `box ${kind}`,
            role: 'button',
            tabindex: 0,
            transform: `translate(${x} ${y})`,
            onclick: () => open(id),
            onkeydown: press,
          },
          svg('rect', { width: side.width, height: side.height, rx: 10 }),
          svg('rect', { class: 'band', width: 8, height: side.height - 20, y: 10, x: 8, rx: 4 }),
          svg('text', { class: 'kind', x: 26, y: 28 }),
          svg('text', { class: 'name', x: 26, y: 49 }),
          svg('text', { class: 'number', x: 26, y: 76 }),
          svg('text', { class: 'number', x: 26, y: 99 }),
        );
        made.set(id, box);
        return box;
      }),
    );
  };

  return {
    root,
    dots,
    draw(flow) {
      place(flow);
      root.setAttribute('aria-label', say('flow-of', flow.system));
      const asked = flow.nodes.some(({ alarms }) => alarms.length);
      for (const node of flow.nodes) {
        const box = made.get(node.id);
        if (box) fill(box, node, asked);
      }
    },
    cornerOf: (id) => {
      const place = places.get(id);
      return place && { x: place.x + side.width, y: place.y };
    },
    arrowOf: (from, to) => paths.get(`${from} ${to}`),
  };
}

/** @param asked are there alarms at all? */
function fill(box: SVGGElement, node: FlowNode, asked: boolean): void {
  const ringing = node.alarms.filter(({ state }) => state === 'ALARM').length;
  const numbers = numberTexts(node.numbers);
  const quiet = say(asked ? 'flow-quiet' : 'flow-unknown');
  const alarms = ringing ? `⚠ ${many('flow-ringing-one', 'flow-ringing', ringing)}` : quiet;
  const lines = [...(ringing || node.kind === 'alarms' ? [alarms] : []), ...numbers];
  const kind = say(`kind-${node.kind}`);
  const name = words(node.id);
  const texts = [kind, name === kind.toLowerCase() ? '' : name, lines[0] ?? '', lines[1] ?? ''];
  box.querySelectorAll('text').forEach((text, at) => {
    const now = texts[at] ? `${texts[at]} ` : ''; // the space parts the words for who only hears them
    if (text.textContent !== now) text.textContent = now;
  });
  box.classList.toggle('ringing', ringing > 0);
  box.classList.toggle(
    'busy',
    node.numbers.some(({ name, value }) => MOVING.includes(name) && value),
  );
}

/** Numbers that say that something goes on here. */
const MOVING: readonly FlowNumber['name'][] = ['waiting', 'in-flight', 'dead'];

export const numberTexts = (numbers: readonly FlowNumber[]): string[] =>
  numbers.map(({ name, value, atLeast }) => {
    const one = `one-${name}`;
    if (value === 1 && !atLeast && isWord(one)) return say(one);
    return say(`number-${name}`, value === null ? '–' : `${grouped(value)}${atLeast ? '+' : ''}`);
  });

/** "deadLetters" -> "dead letters" */
export const words = (id: string): string =>
  id
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('.', ' ')
    .toLowerCase();
