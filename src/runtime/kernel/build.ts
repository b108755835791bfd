// npm run kernel: assembles the *.wat texts beside this file into bytes.ts, which the bundle carries.
// Notice: the result is committed, so that nobody needs the assembler to run anything, and a test assembles again and
// compares.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

const TEXTS = ['lines.wat', 'crc64.wat'];
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The content of bytes.ts. Throws with line and column when a text cannot be understood. */
export async function assembled(): Promise<string> {
  const { parseWat } = await wabt();
  const fields = TEXTS.map((name) => readFileSync(here(name), 'utf8')).join('\n');
  const module = parseWat('kernel.wat', `(module\n${fields})`, { simd: true, bulk_memory: true });
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  const base64 = Buffer.from(buffer).toString('base64');
  const lines = base64.match(/.{1,112}/g)?.map((line) => `  '${line}',`) ?? [];
  return `/**
 * The kernel as WebAssembly, ${buffer.length} bytes: made by \`npm run kernel\` from ${TEXTS.join(', ')}.
 *
 * Notice that it is text in a TypeScript file: so it travels in the bundle, and the function reads no second file.
 */
export const KERNEL = [
${lines.join('\n')}
].join('');
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(here('bytes.ts'), await assembled());
