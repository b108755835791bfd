// npm run local -- start | stop | status | reset | env: the local cloud, by hand. Other commands start it when they need it.
// Standard output has the answer (with --json, only one object); messages go to standard error.
// Exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C.

import { saysYes, WHEN_WANTED } from '../src/cli/confirm.ts';
import { framed, notUnderstood } from '../src/cli/frame.ts';
import { Problem } from '../src/engine/problems.ts';
import type { Text, Wording } from '../src/engine/text.ts';
import { awsAlias, awsVariables } from '../src/local/aws-program.ts';
import {
  findLocalCloud,
  type LocalCloudOptions,
  resetLocalCloud,
  startLocalCloud,
  stopLocalCloud,
} from '../src/local/cloud.ts';
import { placeOf } from '../src/local/place.ts';
import { spoken } from '../src/screen/language.ts';
import { readEnvironment, readSettings } from '../src/settings/settings.ts';
import { settingsOfSystems } from '../src/systems.ts';

const USAGE = {
  en: `Usage: npm run local -- start|stop|status|reset|env [flags]
Starts, stops, shows or empties the local cloud of this machine.

  start    start it (the first time, install it), or find the one that runs
  stop     stop it; what it holds is saved
  status   where it listens, and where its log is
  reset    delete all that it holds (in a terminal, after a question); it runs again afterwards if it was running
  env      what the aws program needs to work on it

  --json   one JSON object on standard output
  --yes    ask nothing
  --home FOLDER  another folder than .local/cloud: a second cloud beside the first
  --help   this text
This line lets aws work on it, until you close the shell:
  eval "$(npm run -s local -- env)"`,
  pt: `Uso: npm run local -- start|stop|status|reset|env [opções]
Inicia, para, mostra ou esvazia a nuvem local desta máquina.

  start    inicia (na primeira vez, instala), ou encontra a que já roda
  stop     para; o que ela contém fica guardado
  status   onde ela escuta, e onde está o log
  reset    apaga tudo o que ela contém (num terminal, depois de perguntar); volta a rodar se estava rodando
  env      o que o programa aws precisa para trabalhar nela

  --json   um objeto JSON na saída padrão
  --yes    não pergunta nada
  --home PASTA  outra pasta em vez de .local/cloud: uma segunda nuvem ao lado da primeira
  --help   este texto
Esta linha faz o aws trabalhar nela, até você fechar o shell:
  eval "$(npm run -s local -- env)"`,
};

const QUESTION: Text = {
  en: 'Forget every file, record and system of the local cloud?',
  pt: 'Apagar todos os arquivos, registros e sistemas da nuvem local?',
};
const [STARTED, WAS_RUNNING] = [
  { en: 'The local cloud was started.', pt: 'A nuvem local foi iniciada.' },
  { en: 'The local cloud was running already.', pt: 'A nuvem local já estava rodando.' },
] as const;
const [STOPPED, WAS_NOT_RUNNING] = [
  { en: 'The local cloud was stopped.', pt: 'A nuvem local foi parada.' },
  { en: 'The local cloud was not running.', pt: 'A nuvem local não estava rodando.' },
] as const;
const [RUNNING, NOT_RUNNING] = [
  { en: 'The local cloud is running.', pt: 'A nuvem local está rodando.' },
  { en: 'The local cloud is not running.', pt: 'A nuvem local não está rodando.' },
] as const;

/** Each does its work and says so. The state afterwards is shown for all of them in the same way. */
const VERBS: Record<string, (options: LocalCloudOptions) => Promise<Text>> = {
  start: async (options) => {
    const { pid } = (await findLocalCloud(options)) ?? {};
    return (await startLocalCloud(options)).pid === pid ? WAS_RUNNING : STARTED;
  },
  stop: async (options) => ((await stopLocalCloud(options)) === 'stopped' ? STOPPED : WAS_NOT_RUNNING),
  status: async (options) => ((await findLocalCloud(options)) ? RUNNING : NOT_RUNNING),
  reset: async (options) => {
    await resetLocalCloud(options);
    return { en: 'The local cloud was emptied.', pt: 'A nuvem local foi esvaziada.' };
  },
};

async function show(sentence: Text, options: LocalCloudOptions, json: boolean): Promise<void> {
  const cloud = await findLocalCloud(options);
  const log = placeOf(options.home).log;
  if (json) {
    const { endpoint, pid } = cloud ?? {};
    const cache = cloud && `${cloud.cache.host}:${cloud.cache.port}`;
    console.log(JSON.stringify({ running: cloud !== undefined, endpoint, cache, log, pid }));
    return;
  }
  console.log(spoken(sentence));
  if (!cloud) return;
  const { host, port, plainPort } = cloud.cache;
  console.log(`  AWS       ${cloud.endpoint}`);
  console.log(`  cache     ${host}:${port} (TLS; ${spoken({ en: 'plain on', pt: 'sem TLS na' })} ${plainPort})`);
  console.log(`  ${spoken({ en: 'process ', pt: 'processo' })}  ${cloud.pid}\n  log       ${log}`);
}

const NO_VERB: Text = { en: 'a word is missing, such as start', pt: 'falta uma palavra, como start' };
const noVerb = (verb: string): Text => ({
  en: `'${verb}' is not what it can do`,
  pt: `'${verb}' não é algo que ele faz`,
});

async function printEnvironment(endpoint: string, json: boolean): Promise<void> {
  const { AWS_REGION } = readSettings(await readEnvironment(settingsOfSystems));
  if (json) return console.log(JSON.stringify(awsVariables(endpoint, AWS_REGION)));
  console.log(`# ${spoken(ALIAS)}`);
  console.log(awsAlias(endpoint, AWS_REGION));
}

const ALIAS: Text = {
  en: 'With this line, aws works on the local cloud, for example: aws sqs list-queues. To end it: unalias aws',
  pt: 'Com esta linha, aws trabalha na nuvem local, por exemplo: aws sqs list-queues. Para desfazer: unalias aws',
};

const FLAGS = {
  json: { type: 'boolean', default: false },
  yes: { type: 'boolean', short: 'y', default: false },
  home: { type: 'string' },
} as const;

await framed({ usage: USAGE, flags: FLAGS, words: 1 }, async ({ json, yes, home }, [verb = '']) => {
  const options = { ...(home && { home }), say: (sentence: Wording) => console.error(spoken(sentence)) };
  if (verb === 'env') return printEnvironment((await startLocalCloud(options)).endpoint, json);
  const act = VERBS[verb];
  if (!act) throw notUnderstood(verb ? noVerb(verb) : NO_VERB);
  // A program that calls this has decided already; a person may have meant another word.
  if (verb === 'reset' && !yes && process.stdin.isTTY && !(await saysYes(QUESTION)))
    throw new Problem(
      { en: 'You said no: nothing was forgotten.', pt: 'Você disse não: nada foi apagado.' },
      { next: WHEN_WANTED },
    );
  await show(await act(options), options, json);
});
