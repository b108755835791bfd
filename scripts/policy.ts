// npm run policy: what the person or the pipeline that runs `up` and `down` must be allowed to do, as IAM policies.
// Every part and every command states its rights; this folds all of a system's into one policy. Asks no cloud.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { command } from '../src/cli/command.ts';
import { notUnderstood } from '../src/cli/frame.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import type { Text } from '../src/engine/text.ts';
import { characters, fileText, LARGEST_MANAGED } from '../src/permissions/file-text.ts';
import { spoken } from '../src/screen/language.ts';
import { countText } from '../src/screen/table.ts';
import { wholeNumber } from '../src/settings/numbers.ts';
import { type Ownership, ownership } from '../src/settings/settings.ts';
import type { System } from '../src/systems/system.ts';

const USAGE = {
  en: `Usage: npm run --silent policy -- [system] [flags]
Prints the rights that the commands need, as one IAM policy. It is for the PROJECT and STAGE of .env. A role, a user or a
group takes it in pieces, as managed policies. Whoever has these rights and no others makes every role under a
permissions boundary, and cannot make that boundary: an administrator makes it once.
  --piece n        only the n-th piece
  --boundary       the boundary, and (on stderr) the line that makes it
  --write          rewrite provision/SYSTEM.policy.json, for ada and dev`,
  pt: `Uso: npm run --silent policy -- [sistema] [opções]
Imprime as permissões de que os comandos precisam, como uma política do IAM. É para o PROJECT e o STAGE de .env. Uma role,
um usuário ou um grupo a recebe em pedaços, como políticas gerenciadas. Quem tem só essas permissões cria toda role sob um
limite de permissões (permissions boundary), e não pode criar esse limite: um administrador o cria uma vez.
  --piece n        só o n-ésimo pedaço
  --boundary       o limite de permissões, e (na saída de erros) a linha que o cria
  --write          grava de novo provision/SISTEMA.policy.json, para ada e dev`,
};

/** Late, so that --help is fast. */
const permissions = () => import('../src/permissions/system-policy.ts');

async function rewrite(system: System): Promise<void> {
  const { piecesOf, systemPolicy } = await permissions();
  const file = fileURLToPath(new URL(`../provision/${system.name}.policy.json`, import.meta.url));
  const policy = await systemPolicy(system, {});
  writeFileSync(file, fileText(policy));
  const sizes = piecesOf(policy).map(characters);
  const [statements, count] = [policy.Statement.length, sizes.length];
  console.log(
    spoken({
      en: `${file}: ${statements} statements, ${count} managed policies of ${sizes.join(' and ')} characters, at most ${LARGEST_MANAGED} each.`,
      pt: `${file}: ${statements} declarações, ${count} políticas gerenciadas de ${sizes.join(' e ')} caracteres, no máximo ${LARGEST_MANAGED} cada.`,
    }),
  );
}

async function printBoundary({ name, boundary }: System, stack: string, tags: Ownership): Promise<void> {
  if (!boundary)
    throw notUnderstood({
      en: `${name} has no permissions boundary`,
      pt: `${name} não tem limite de permissões (permissions boundary)`,
    });
  const { boundaryName, createBoundary } = await import('../src/patterns/boundary.ts');
  process.stdout.write(fileText(await boundary(stack)));
  const line = `  ${createBoundary(boundaryName(stack), tags)}`;
  console.error(
    spoken({
      en: `Saved as boundary.json, it is made once, by an administrator of the account:\n${line}`,
      pt: `Gravado como boundary.json, é criado uma vez, por um administrador da conta:\n${line}`,
    }),
  );
}

function noSuchPiece(name: string, count: number, number: number | undefined): UsageProblem {
  return new UsageProblem(
    {
      en: `The policy of ${name} has ${countText(count, PIECE).en}, so there is no piece ${number}.`,
      pt: `A política de ${name} tem ${countText(count, PIECE).pt}, então não existe o pedaço ${number}.`,
    },
    {
      next:
        count === 1
          ? { en: 'Give the number 1.', pt: 'Dê o número 1.' }
          : { en: `Give a number from 1 to ${count}.`, pt: `Dê um número de 1 a ${count}.` },
    },
  );
}

const PIECE: Text = { en: 'piece', pt: 'pedaço' };
const flags = { write: { type: 'boolean' }, piece: { type: 'string' }, boundary: { type: 'boolean' } } as const;

await command(
  {
    usage: USAGE,
    flags,
    cloud: false,
    prepare({ write, piece, boundary }) {
      const [first, second] = Object.entries({ write, piece, boundary }).flatMap(([flag, on]) => (on ? [flag] : []));
      if (second)
        throw notUnderstood({
          en: `--${first} and --${second} do not go together`,
          pt: `--${first} e --${second} não combinam`,
        });
      return piece === undefined ? undefined : wholeNumber('piece', piece, { least: 1, most: 9, example: 1 });
    },
  },
  async ({ system, settings, stack, env, flags: given }, number) => {
    if (given.write) return rewrite(system);
    if (given.boundary) return printBoundary(system, stack, ownership(settings, system.name));
    const { piecesOf, systemPolicy } = await permissions();
    const policy = await systemPolicy(system, env);
    const pieces = piecesOf(policy);
    const printed = number === undefined ? policy : pieces[number - 1];
    if (!printed) throw noSuchPiece(system.name, pieces.length, number);
    process.stdout.write(fileText(printed));
  },
);
