// npm run kernel: assembles the *.wat files of this folder into bytes.ts, which is part of the bundle.
// bytes.ts is committed, so that nobody needs the assembler. A test assembles again and compares.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

const TEXTS = ['lines.wat', 'crc64.wat'];
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The content of bytes.ts. Throws with line and column when a *.wat file has an error. */
export async function assembled(): Promise<string> {
  const { parseWat } = await wabt();
  const fields = TEXTS.map((name) => readFileSync(here(name), 'utf8')).join('\n');
  const module = parseWat('kernel.wat', `(module\n${fields})`, { simd: true, bulk_memory: true });
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  const base64 = Buffer.from(buffer).toString('base64');
  const lines = base64.match(/.{1,112}/g)?.map((line) => `  '${line}',`) ?? [];
  return `// The kernel as WebAssembly, ${buffer.length} bytes: made by \`npm run kernel\` from ${TEXTS.join(', ')}.
// It is text in a TypeScript file, so it is part of the bundle, and the function reads no second file.
export const KERNEL = [
${lines.join('\n')}
].join('');
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(here('bytes.ts'), await assembled());
