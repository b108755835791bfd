// The six files of the demo, good and bad, and what the audit log must say of each.

import type { Findings } from '../item.ts';

export interface DemoFile {
  readonly key: string;
  readonly content: Uint8Array;
  readonly expected: Pick<Findings, 'status' | 'format' | 'lines'> & { readonly reason?: string };
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');

/** @param mark in every name, so that each demo has files of its own: "7f3a21" */
export const demoFiles = (mark: string): readonly DemoFile[] => [
  {
    key: `vendas-${mark}.csv`,
    content: utf8('dia;cliente;valor\n1;Padaria Estrela;120,50\n2;Café da Praça;33,00\n'),
    expected: { status: 'success', format: 'csv', lines: 3 },
  },
  {
    key: `pedido-${mark}.json`,
    content: utf8('{ "pedido": 17,\n  "itens": ["café", "pão"] }'),
    expected: { status: 'success', format: 'json', lines: 2 },
  },
  {
    key: `nota-${mark}.xml`,
    content: utf8('<?xml version="1.0" encoding="UTF-8"?>\n<nota numero="42"><total>153.50</total></nota>\n'),
    expected: { status: 'success', format: 'xml', lines: 2 },
  },
  {
    key: `quebrado-${mark}.csv`,
    content: utf8('dia;cliente;valor\n1;Oficina São João;80,00\n2;Mercado Açaí\n'),
    expected: { status: 'failure', format: 'text', lines: 3, reason: 'not CSV: line 3 has 2 cells, the first has 3' },
  },
  {
    key: `cortado-${mark}.json`,
    content: utf8('{ "pedido": 18, "itens": [\n'),
    expected: { status: 'failure', format: 'text', lines: 1, reason: 'not JSON: it ends too early' },
  },
  {
    key: `recibo-${mark}.pdf`,
    content: Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890a', 'hex'),
    expected: { status: 'failure', format: 'image', lines: 3, reason: 'its name says pdf, its content is image' },
  },
];
