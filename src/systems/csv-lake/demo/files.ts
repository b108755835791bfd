// The files of the demo, with the habits of Brazilian offices, and what the lake must say of each.

const CLIENTS = ['Padaria Estrela', 'Café da Praça', 'Oficina São João', 'Mercado Açaí', 'Livraria Três Irmãs'];

export interface DemoFile {
  readonly key: string;
  readonly content: Buffer;
  readonly status: 'success' | 'failure';
  readonly rows: number;
  readonly reason?: string;
}

export interface Sales extends DemoFile {
  /** Sum of the column "valor", in cents. */
  readonly cents: number;
}

/** "1.234,56" */
const amount = (cents: number) =>
  `${Math.floor(cents / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '.')},${String(cents % 100).padStart(2, '0')}`;
const two = (number: number) => String(number).padStart(2, '0');

/** Saved by Excel as "CSV": semicolons, decimal comma, day before month, and letters in windows-1252. */
export function sales(mark: string, rows: number): Sales {
  let sum = 0;
  const lines = Array.from({ length: rows }, (_, line) => {
    const cents = (line * 7919 + 12_345) % 250_000;
    sum += cents;
    const day = `${two((line % 28) + 1)}/${two((line % 12) + 1)}/2024`;
    return [day, CLIENTS[line % CLIENTS.length], amount(cents), line % 3 ? 'sim' : 'não'].join(';');
  });
  const text = ['Data;Cliente;Valor;Pago', ...lines, ''].join('\r\n');
  return {
    ...{ key: `in/vendas/${mark}.csv`, content: Buffer.from(text, 'latin1'), status: 'success' },
    ...{ rows, cents: sum },
  };
}

/** Codes with leading zeros, which a spreadsheet would cut off; quotation marks, a comma and two lines in one cell. */
export const clients = (mark: string): DemoFile => ({
  key: `in/clientes/${mark}.CSV`,
  content: Buffer.from(
    '\ufeffcpf,cep,nome\n00123456789,01310-100,"Souza, Ana"\n98765432100,04567000,"Café da Praça\n(matriz)"\n',
  ),
  ...{ status: 'success', rows: 2 },
});

export const broken = (mark: string): DemoFile => ({
  key: `in/vendas/${mark}-quebrado.csv`,
  content: Buffer.from('Data;Cliente;Valor\n01/02/2024;"Padaria;10,00\n'),
  ...{ status: 'failure', rows: 0, reason: 'a quotation mark in line 1 is never closed' },
});
