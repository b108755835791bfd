// How files are sorted in the bucket, and files that can be tried: sales, as an office in Brazil saves them.

import { UsageProblem } from '../../engine/problems.ts';
import { dice, type TextFile, type Wanted } from '../../operate/upload/text-file.ts';
import type { Datasets } from '../abilities.ts';
import { INBOX, safeName } from './converter/names.ts';

const CLIENTS = ['Padaria Estrela', 'Café da Praça', 'Oficina São João', 'Mercado Açaí', 'Livraria Três Irmãs'];

export const datasets: Datasets = {
  root: INBOX,
  usual: 'vendas',
  folderOf(dataset) {
    if (dataset.includes('/') || !safeName(dataset))
      throw new UsageProblem(
        {
          en: `--dataset ${dataset} cannot be the name of a table: it needs a letter or a digit, and no /.`,
          pt: `--dataset ${dataset} não pode ser o nome de uma tabela: precisa de uma letra ou um dígito, e não pode ter /.`,
        },
        { next: { en: 'Give a name such as --dataset vendas.', pt: 'Dê um nome, por exemplo --dataset vendas.' } },
      );
    return `${INBOX}${dataset}/`;
  },
  invent: inventSales,
};

/** `lines` counts the header, too. The same seed gives the same files. */
function inventSales({ count, lines: { fewest, most }, seed }: Wanted): TextFile[] {
  const draw = dice(seed);
  const files = new Map<string, TextFile>();
  while (files.size < count) {
    const mark = draw(16 ** 6)
      .toString(16)
      .padStart(6, '0');
    const name = `vendas-${2024 + draw(3)}-${two(draw(12) + 1)}-${mark}.csv`;
    const [lines, contentSeed] = [Math.max(1, fewest + draw(most - fewest + 1)), draw(2 ** 32)];
    if (!files.has(name)) files.set(name, { name, content: () => write(lines - 1, contentSeed) });
  }
  return [...files.values()];
}

const two = (number: number) => String(number).padStart(2, '0');

function* write(rows: number, seed: number): Generator<Buffer> {
  const draw = dice(seed);
  const row = () => {
    const day = `${two(draw(28) + 1)}/${two(draw(12) + 1)}/${2024 + draw(3)}`;
    const paid = draw(3) ? 'sim' : 'não';
    return `${day};${CLIENTS[draw(CLIENTS.length)]};${draw(9_999)},${two(draw(100))};${paid}\r\n`;
  };
  yield Buffer.from('Data;Cliente;Valor;Pago\r\n');
  const atOnce = 1_000;
  for (let written = 0; written < rows; written += atOnce)
    yield Buffer.from(Array.from({ length: Math.min(atOnce, rows - written) }, row).join(''));
}
