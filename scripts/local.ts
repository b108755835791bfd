// npm run local -- start | stop | status | reset: the local cloud, by hand.
// Notice: the other commands start it by themselves; this one is for looking at it, ending it and beginning afresh.
// Standard output carries the answer (with --json, one object and nothing else); what happens meanwhile goes to standard
// error. Exit code: 0 done, 1 failed, 2 not understood, 130 stopped by Ctrl-C.

import { parseArgs } from 'node:util';
import { saysYes } from '../src/cli/confirm.ts';
import { refuseSwallowed } from '../src/cli/npm-flags.ts';
import { Interrupted, UsageProblem } from '../src/engine/problems.ts';
import {
  findLocalCloud,
  LocalCloudError,
  type LocalCloudOptions,
  resetLocalCloud,
  startLocalCloud,
  stopLocalCloud,
} from '../src/local/cloud.ts';
import { placeOf } from '../src/local/place.ts';

const USAGE = `Usage: npm run local -- start|stop|status|reset [--json] [--yes] [--home FOLDER]

  start    start it (the first time, install it), or find the one that runs
  stop     stop it; what it holds is saved
  status   where it listens, and where its log is
  reset    forget all that it holds (in a terminal, after a question); it runs again afterwards if it was running

  --json   one JSON object on standard output
  --yes    ask nothing
  --home   another folder than .local/cloud: a second cloud beside the first
`;

const QUESTION = 'Forget every file, record and system of the local cloud?';

/** Each does its deed and says it; where things stand afterwards is told for all of them alike. */
const VERBS: Record<string, (options: LocalCloudOptions) => Promise<string>> = {
  start: async (options) => {
    const { pid } = (await findLocalCloud(options)) ?? {};
    return (await startLocalCloud(options)).pid === pid
      ? 'The local cloud was running already.'
      : 'The local cloud was started.';
  },
  stop: async (options) =>
    (await stopLocalCloud(options)) === 'stopped' ? 'The local cloud was stopped.' : 'The local cloud was not running.',
  status: async (options) => `The local cloud is ${(await findLocalCloud(options)) ? 'running' : 'not running'}.`,
  reset: async (options) => {
    await resetLocalCloud(options);
    return 'The local cloud was emptied.';
  },
};

function understand(given: string[]) {
  const options = {
    json: { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
    home: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  refuseSwallowed(options);
  const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true });
  const [verb = '', ...more] = positionals;
  if (!values.help && !Object.hasOwn(VERBS, verb))
    throw new Error(verb ? `There is no verb "${verb}".` : 'A verb is missing.');
  if (more.length) throw new Error(`One verb at a time: "${more.join(' ')}" is too much.`);
  return { ...values, verb };
}

async function tell(sentence: string, options: LocalCloudOptions, json: boolean | undefined): Promise<void> {
  const cloud = await findLocalCloud(options);
  const log = placeOf(options.home).log;
  if (json) {
    const { endpoint, pid } = cloud ?? {};
    const cache = cloud && `${cloud.cache.host}:${cloud.cache.port}`;
    console.log(JSON.stringify({ running: cloud !== undefined, endpoint, cache, log, pid }));
    return;
  }
  console.log(sentence);
  if (!cloud) return;
  const { host, port, plainPort } = cloud.cache;
  console.log(`  AWS      ${cloud.endpoint}\n  cache    ${host}:${port} (TLS; plain on ${plainPort})`);
  console.log(`  process  ${cloud.pid}\n  log      ${log}`);
}

async function main(given: string[]): Promise<number> {
  let asked: ReturnType<typeof understand>;
  try {
    asked = understand(given);
  } catch (error) {
    const next = error instanceof UsageProblem ? `\n${error.next}` : '';
    console.error(`${(error as Error).message}${next}\n\n${USAGE}`);
    return 2;
  }
  if (asked.help) {
    console.log(USAGE);
    return 0;
  }
  const options = {
    ...(asked.home && { home: asked.home }),
    say: (sentence: string) => console.error(sentence),
  };
  try {
    // A program that calls this has decided already; a person may have meant another verb.
    if (asked.verb === 'reset' && !asked.yes && process.stdin.isTTY && !(await saysYes(QUESTION))) {
      console.error('You said no: nothing was forgotten.');
      return 1;
    }
    await tell((await VERBS[asked.verb]?.(options)) ?? '', options, asked.json);
    return 0;
  } catch (error) {
    const told = error instanceof LocalCloudError || error instanceof Interrupted;
    console.error(told ? error.message : error);
    return error instanceof Interrupted ? 130 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
