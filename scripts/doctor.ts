// npm run doctor: does `up` have everything that it needs? Reads only, creates nothing, and says what to do.
// Without --aws it checks this machine, because `up` then needs only the local cloud. Questions that only AWS can
// answer go to AWS, or to an emulator that AWS_ENDPOINT_URL names.

import pc from 'picocolors';
import type { Owned } from '../src/aws/clients.ts';
import { command, type Offline } from '../src/cli/command.ts';
import { Problem } from '../src/engine/problems.ts';
import { stepsOf } from '../src/engine/steps-of.ts';
import { inBoth, type Text, translated } from '../src/engine/text.ts';
import { wallClock } from '../src/engine/wait.ts';
import { type Finding, findingLine, good } from '../src/operate/doctor/finding.ts';
import { spoken } from '../src/screen/language.ts';
import { nextCommand } from '../src/screen/next-command.ts';
import { ownership } from '../src/settings/settings.ts';

const USAGE = {
  en: `Usage: npm run doctor -- [system] [flags]
Checks this machine before \`up\`, and with --aws your account. Creates and starts nothing. Exit code 1 when something is missing.
  --aws      check your AWS account too`,
  pt: `Uso: npm run doctor -- [sistema] [opções]
Verifica esta máquina antes de \`up\` e, com --aws, a sua conta. Não cria nem inicia nada. Código de saída 1 quando falta algo.
  --aws      verifica também a sua conta AWS`,
};

const FLAGS = { aws: { type: 'boolean', default: false } } as const;
const MARK = { good: pc.green('ok'), warning: pc.yellow('! '), bad: pc.red('x ') };
/** Columns for what was checked. */
const CHECKS = 26;
type Here = Offline<typeof FLAGS>;

const EMULATOR: Text = {
  en: 'What follows is what the emulator answers; AWS may answer otherwise.\n',
  pt: 'O que segue é a resposta do emulador; a AWS pode responder outra coisa.\n',
};
const CREDENTIALS: Text = { en: 'Credentials', pt: 'Credenciais' };

await command({ usage: USAGE, flags: FLAGS, cloud: false }, (session) =>
  session.flags.aws || session.env.AWS_ENDPOINT_URL ? checkAccount(session) : checkMachine(session),
);

// Both load what they need late, so that --help is fast.

async function checkMachine(session: Here): Promise<void> {
  const { folders, node, ports, python } = await import('../src/operate/doctor/machine.ts');
  const { findLocalCloud } = await import('../src/local/cloud.ts');
  session.say({
    en: `${pc.bold('Target:')} local cloud on this machine (--aws for your account)\n`,
    pt: `${pc.bold('Destino:')} nuvem local nesta máquina (--aws para a sua conta)\n`,
  });
  report([node(), ...(await Promise.all([python(), ports(), folders()]))], session);
  const { configured, settings, system } = session;
  const running = await findLocalCloud();
  const tags = ownership(settings, system.name);
  if (!running) return goOn(session, { local: true, tags }, false);
  const { LOCAL_ACCOUNT, openCloud } = await import('../src/aws/clients.ts');
  const { endpoint } = running;
  const cloud = { ...(await openCloud({ region: settings.AWS_REGION, endpoint, account: LOCAL_ACCOUNT })), tags };
  try {
    goOn(session, cloud, await isUp((await configured.story(cloud)).parts));
  } finally {
    cloud.close();
  }
}

/** An account of AWS, or of an emulator. */
async function checkAccount(session: Here): Promise<void> {
  const { openTarget } = await import('../src/aws/target.ts');
  const { clocks, rights, room } = await import('../src/operate/doctor/account.ts');
  const { oneRegion } = await import('../src/operate/doctor/one-region.ts');
  const { node } = await import('../src/operate/doctor/machine.ts');
  const { configured, settings, env, say, system, flags } = session;
  const cloud = await openTarget({ aws: flags.aws, settings, stack: system.name, env, say });
  try {
    if (cloud.local) say(EMULATOR);
    const { parts } = await configured.story(cloud);
    const who = good(CREDENTIALS, {
      en: `account ${cloud.account}, ${cloud.region}`,
      pt: `conta ${cloud.account}, ${cloud.region}`,
    });
    const asked = await Promise.all([
      ...[clocks(cloud), oneRegion(cloud, parts)].map(async (look) => [await look]),
      ...[room(cloud, parts), rights(cloud, parts)],
    ]);
    report([node(), who, ...asked.flat()], session);
    goOn(session, cloud, await isUp(parts));
  } finally {
    cloud.close();
  }
}

function notReady(missing: readonly Finding[]): Problem {
  return new Problem(
    translated((language) => {
      const checks = missing.map(({ check }) => inBoth(check)[language]).join(', ');
      return `${{ en: 'Not ready', pt: 'Não está pronto' }[language]}: ${checks}.`;
    }),
    {
      next: {
        en: 'See what to do beside each; then run npm run doctor again.',
        pt: 'Veja ao lado de cada um o que fazer; depois rode npm run doctor de novo.',
      },
    },
  );
}

/** @throws Problem that names what is missing */
function report(findings: readonly Finding[], { say, print }: Here): void {
  for (const finding of findings) {
    const { check, verdict, found, next } = finding;
    const todo = next && spoken(next);
    say(`${MARK[verdict]} ${spoken(check).padEnd(CHECKS)} ${spoken(found)}${todo ? `\n   ${pc.dim(todo)}` : ''}`);
    print({ event: 'check', ...findingLine(finding) });
  }
  const missing = findings.filter(({ verdict }) => verdict === 'bad');
  print({ event: 'doctor', ok: missing.length === 0 });
  if (missing.length) throw notReady(missing);
}

function goOn({ say }: Here, cloud: Pick<Owned, 'local' | 'tags'>, up: boolean): void {
  const next = nextCommand(cloud, up ? 'status' : 'up');
  say(
    up
      ? { en: `\nReady, and it is up already. Next:  ${next}`, pt: `\nPronto, e já está no ar. Continue:  ${next}` }
      : { en: `\nReady. Next:  ${next}`, pt: `\nPronto. Continue:  ${next}` },
  );
}

/** Does its last function exist, or the last part of its list? `up` makes it among the last. */
async function isUp(parts: object): Promise<boolean> {
  const steps = stepsOf(parts);
  const last = steps.findLast(({ kind }) => kind === 'Lambda function') ?? steps.at(-1);
  return (await last?.describe({ ...wallClock(), tell() {} })) !== undefined;
}
