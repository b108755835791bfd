// Invents text files like those of accountants: names, and any number of lines, all from one number (the seed).
// The same seed gives the same files on every machine, so a class can compare its counts. Content is made while it is
// read, so a file of ten million lines needs no memory.

export interface TextFile {
  /** "lancamentos-2026-03-7f3a21.txt" */
  readonly name: string;
  /** Its bytes, piece by piece; the same each time. */
  content(): Iterable<Buffer>;
}

export interface Wanted {
  readonly count: number;
  /** Each file has a random number of lines between these two, inclusive. */
  readonly lines: { readonly fewest: number; readonly most: number };
  /** 0 to 4,294,967,295. */
  readonly seed: number;
}

const KINDS = [
  'lancamentos',
  'notas-fiscais',
  'folha-de-pagamento',
  'extrato-bancario',
  'contas-a-pagar',
  'contas-a-receber',
  'conciliacao',
  'fluxo-de-caixa',
];
const PARTNERS = [
  'Padaria Estrela Ltda',
  'Oficina São João ME',
  'Café da Praça',
  'Irmãos Conceição & Cia',
  'Mercado Açaí',
];
const ENTRIES = ['pagamento a fornecedor', 'recebimento de cliente', 'tarifa bancária', 'salário', 'imposto retido'];

/** Invents files; no two of them have the same name. A smaller `count` gives the first of the same files. */
export function inventFiles({ count, lines: { fewest, most }, seed }: Wanted): TextFile[] {
  const draw = dice(seed);
  const taken = new Map<string, TextFile>();
  while (taken.size < count) {
    const month = String(draw(12) + 1).padStart(2, '0');
    const mark = draw(16 ** 6)
      .toString(16)
      .padStart(6, '0');
    const name = `${KINDS[draw(KINDS.length)]}-${2024 + draw(3)}-${month}-${mark}.txt`;
    const [lines, contentSeed] = [fewest + draw(most - fewest + 1), draw(2 ** 32)];
    if (!taken.has(name)) taken.set(name, { name, content: () => write(lines, contentSeed) });
  }
  return [...taken.values()];
}

/** About every second file has no newline at its end. That last line counts too. */
function* write(lines: number, seed: number): Generator<Buffer> {
  const draw = dice(seed);
  const closed = draw(2) === 0;
  const amount = () => `${draw(9_999)},${String(draw(100)).padStart(2, '0')}`;
  const line = () => `${draw(28) + 1};${PARTNERS[draw(PARTNERS.length)]};${ENTRIES[draw(ENTRIES.length)]};${amount()}`;
  const atOnce = 1_000;
  for (let written = 0; written < lines; written += atOnce) {
    const piece = Array.from({ length: Math.min(atOnce, lines - written) }, line).join('\n');
    yield Buffer.from(written + atOnce < lines || closed ? `${piece}\n` : piece);
  }
}

/** The generator mulberry32: not for secrets, the same everywhere. `draw(6)` gives 0 to 5. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}
