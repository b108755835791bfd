// npm run local -- start | stop | status | reset: the local cloud, by hand. Other commands start it when they need it.
// Standard output has the answer (with --json, only one object); messages go to standard error.
// Exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C.

import { saysYes } from '../src/cli/confirm.ts';
import { framed, notUnderstood } from '../src/cli/frame.ts';
import { Problem } from '../src/engine/problems.ts';
import {
  findLocalCloud,
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
  reset    delete all that it holds (in a terminal, after a question); it runs again afterwards if it was running

  --json   one JSON object on standard output
  --yes    ask nothing
  --home   another folder than .local/cloud: a second cloud beside the first
  --help   this text`;

const QUESTION = 'Forget every file, record and system of the local cloud?';

/** Each does its work and says so. The state afterwards is shown for all of them in the same way. */
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

async function show(sentence: string, options: LocalCloudOptions, json: boolean): Promise<void> {
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

const FLAGS = {
  json: { type: 'boolean', default: false },
  yes: { type: 'boolean', short: 'y', default: false },
  home: { type: 'string' },
} as const;

await framed({ usage: USAGE, flags: FLAGS, words: 1 }, async ({ json, yes, home }, [verb = '']) => {
  const act = VERBS[verb];
  if (!act) throw notUnderstood(verb ? `there is no verb '${verb}'` : 'a verb is missing');
  // A program that calls this has decided already; a person may have meant another word.
  if (verb === 'reset' && !yes && process.stdin.isTTY && !(await saysYes(QUESTION)))
    throw new Problem('You said no: nothing was forgotten.', { next: 'Run the command again when you want it.' });
  const options = { ...(home && { home }), say: (sentence: string) => console.error(sentence) };
  await show(await act(options), options, json);
});
