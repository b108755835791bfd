// npm run policy: what the person or the pipeline that runs `up` and `down` must be allowed to do, as IAM policies.
// Every part and every command states its rights; this folds all of a system's into one policy. Asks no cloud.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { command } from '../src/cli/command.ts';
import { notUnderstood } from '../src/cli/frame.ts';
import { boundaryName, createBoundary } from '../src/patterns/boundary.ts';
import { characters, fileText, LARGEST } from '../src/permissions/file-text.ts';
import { HALVES, halfOf, systemPolicy } from '../src/permissions/system-policy.ts';
import { spoken } from '../src/screen/language.ts';
import { type Ownership, ownership } from '../src/settings/settings.ts';
import type { System } from '../src/systems/system.ts';

const USAGE = {
  en: `Usage: npm run --silent policy -- [system] [flags]
Prints the rights that the commands need, as one IAM policy. It is for the PROJECT and STAGE of .env, and the inline
policy of a role. A user or a group takes it as two managed policies, its halves. Whoever has these rights and no others
makes every role under a permissions boundary, and cannot make that boundary: an administrator makes it once.
  --half network   only the half about the network and the roles
  --half system    only the other half
  --boundary       the boundary, and (on stderr) the line that makes it
  --write          rewrite provision/SYSTEM.policy.json, for ada and dev`,
  pt: `Uso: npm run --silent policy -- [sistema] [opções]
Imprime as permissões de que os comandos precisam, como uma política do IAM. É para o PROJECT e o STAGE de .env, e é a
política inline de uma role. Um usuário ou grupo a recebe como duas políticas gerenciadas, suas metades. Quem tem só essas
permissões cria toda role sob um limite de permissões (permissions boundary), e não pode criar esse limite: um
administrador o cria uma vez.
  --half network   só a metade sobre a rede e as roles
  --half system    só a outra metade
  --boundary       o limite de permissões, e (na saída de erros) a linha que o cria
  --write          grava de novo provision/SISTEMA.policy.json, para ada e dev`,
};

async function rewrite(system: System): Promise<void> {
  const file = fileURLToPath(new URL(`../provision/${system.name}.policy.json`, import.meta.url));
  const policy = await systemPolicy(system, {});
  writeFileSync(file, fileText(policy));
  const parts = HALVES.map((half) => characters(halfOf(policy, half)));
  const [statements, size] = [policy.Statement.length, characters(policy)];
  console.log(
    spoken({
      en: `${file}: ${statements} statements, ${size} of at most ${LARGEST.inlineOfRole} characters; its halves ${parts.join(' and ')} of at most ${LARGEST.managed}.`,
      pt: `${file}: ${statements} declarações, ${size} de no máximo ${LARGEST.inlineOfRole} caracteres; as metades, ${parts.join(' e ')} de no máximo ${LARGEST.managed}.`,
    }),
  );
}

async function printBoundary({ name, boundary }: System, stack: string, tags: Ownership): Promise<void> {
  if (!boundary)
    throw notUnderstood({
      en: `${name} has no permissions boundary`,
      pt: `${name} não tem limite de permissões (permissions boundary)`,
    });
  process.stdout.write(fileText(await boundary(stack)));
  const line = `  ${createBoundary(boundaryName(stack), tags)}`;
  console.error(
    spoken({
      en: `Saved as boundary.json, it is made once, by an administrator of the account:\n${line}`,
      pt: `Gravado como boundary.json, é criado uma vez, por um administrador da conta:\n${line}`,
    }),
  );
}

const flags = { write: { type: 'boolean' }, half: { type: 'string' }, boundary: { type: 'boolean' } } as const;

await command(
  {
    usage: USAGE,
    flags,
    cloud: false,
    prepare({ write, half, boundary }) {
      const chosen = HALVES.find((one) => one === half);
      if (half !== undefined && !chosen)
        throw notUnderstood({ en: `there is no half '${half}'`, pt: `não existe a metade '${half}'` });
      const [first, second] = Object.entries({ write, half, boundary }).flatMap(([flag, on]) => (on ? [flag] : []));
      if (second)
        throw notUnderstood({
          en: `--${first} and --${second} do not go together`,
          pt: `--${first} e --${second} não combinam`,
        });
      return chosen;
    },
  },
  async ({ system, settings, stack, env, flags: given }, half) => {
    if (given.write) return rewrite(system);
    if (given.boundary) return printBoundary(system, stack, ownership(settings, system.name));
    const policy = await systemPolicy(system, env);
    process.stdout.write(fileText(half ? halfOf(policy, half) : policy));
  },
);
