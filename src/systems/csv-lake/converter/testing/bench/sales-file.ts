// For the benchmark: a large CSV file, as an office in Brazil saves it. The same size gives the same file.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { dice } from '../../../../../operate/upload/text-file.ts';

const CITIES = ['São Paulo', 'Recife', 'Belém', 'Florianópolis', 'Goiânia'];
const AT_ONCE = 10_000;

/** @returns how many rows it has, and the sum of their column "Valor" in cents */
export async function writeSales(path: string, bytes: number): Promise<{ rows: number; cents: number }> {
  const draw = dice(7);
  const two = (number: number) => String(number).padStart(2, '0');
  const file = createWriteStream(path);
  file.write('Pedido;Data;Cliente;Cidade;Valor;Quantidade;Pago;Documento\r\n');
  let [rows, cents, written] = [0, 0, 0];
  const row = () => {
    rows += 1;
    const [whole, fraction] = [draw(9_999), draw(100)];
    cents += whole * 100 + fraction;
    const day = `${two(draw(28) + 1)}/${two(draw(12) + 1)}/${2020 + draw(6)}`;
    const client = `Cliente ${draw(90_000)};${CITIES[draw(CITIES.length)]}`;
    return `${rows};${day};${client};${whole},${two(fraction)};${draw(90)};${draw(3) ? 'sim' : 'não'};${String(draw(10 ** 9)).padStart(11, '0')}\r\n`;
  };
  while (written < bytes) {
    const text = Buffer.from(Array.from({ length: AT_ONCE }, row).join(''));
    written += text.length;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return { rows, cents };
}
