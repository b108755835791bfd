// XML read strictly and in pieces, without DTD and entities.
// saxes fails at anything that is not well-formed, and knows no entity but the five of XML itself.

import { SaxesParser, type SaxesTagNS } from 'saxes';
import { XML } from './limits.ts';
import { Rejection } from './rejection.ts';

export interface XmlEvents {
  open(tag: SaxesTagNS): void;
  text?(text: string): void;
  close?(tag: SaxesTagNS): void;
}

/** @param elements how many may come; @throws Rejection from `write` and `end` */
export function xmlReader({ open, text, close }: XmlEvents, elements: number = XML.elements) {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let opened = 0;
  parser.on('error', (error) => {
    throw new Rejection('not-well-formed', error.message);
  });
  parser.on('doctype', () => {
    throw new Rejection('doctype');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && !/^utf-?8$/i.test(encoding)) throw new Rejection('encoding', encoding);
  });
  parser.on('opentag', (tag) => {
    if (++depth > XML.depth)
      throw new Rejection('too-much-inside', `more than ${XML.depth} elements inside each other`);
    if (++opened > elements) throw new Rejection('too-much-inside', `more than ${elements} elements`);
    open(tag);
  });
  parser.on('closetag', (tag) => {
    depth--;
    close?.(tag);
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return {
    write: (piece: string) => void parser.write(piece),
    end: () => void parser.close(),
  };
}

export interface XmlNode {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Of the node itself, without that of its children. */
  readonly text: string;
}

type Open = { -readonly [Field in keyof XmlNode]: XmlNode[Field] } & { children: Open[] };

/** The whole document as nodes. @throws Rejection */
export function xmlTree(text: string): XmlNode {
  if (text.length > XML.bytes) throw new Rejection('too-large', `XML of more than ${XML.bytes} characters`);
  const above: Open[] = [];
  let root: Open | undefined;
  const reader = xmlReader({
    open({ local, uri, attributes }) {
      const named = Object.values(attributes).map((one) => [one.name, one.value]);
      const node: Open = { name: local, namespace: uri, attributes: Object.fromEntries(named), children: [], text: '' };
      above.at(-1)?.children.push(node);
      root ??= node;
      above.push(node);
    },
    text(piece) {
      const node = above.at(-1);
      if (node) node.text += piece;
    },
    close: () => void above.pop(),
  });
  reader.write(text);
  reader.end();
  if (!root) throw new Rejection('not-well-formed');
  return root;
}

/** The first node at a path of names, below this one: `at(node, 'ide/nNF')`. */
export function at(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let here = node;
  for (const name of path.split('/')) here = here?.children.find((child) => child.name === name);
  return here;
}
