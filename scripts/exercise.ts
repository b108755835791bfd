// npm run exercise -- list | start [N] | hint | check "what I found" | give-up | stop: one thing is broken in secret, and the
// student finds it. It has its own stage, "exercise", on the local cloud. No other stage is touched.

import type { Owned } from '../src/aws/clients.ts';
import { claim } from '../src/cli/at-work.ts';
import { command, type Offline } from '../src/cli/command.ts';
import { notUnderstood } from '../src/cli/frame.ts';
import { runStory } from '../src/cli/run-story.ts';
import type { Exercise } from '../src/operate/exercises/exercise.ts';
import { check, end, hint, list, runningOf } from '../src/operate/exercises/play.ts';
import { type ExerciseState, type Running, readExercises, writeExercises } from '../src/operate/exercises/state.ts';
import { inStage, LOCAL_ONLY, noSuch, oneRuns } from '../src/operate/exercises/words.ts';
import { EXERCISE_STAGE } from '../src/screen/next-command.ts';
import type { Story } from '../src/systems/story.ts';
import { isSystem, SYSTEM_NAMES, SYSTEMS, type SystemName } from '../src/systems.ts';

const USAGE = {
  en: `Usage: npm run exercise -- WHAT [flags]
Breaks one thing in secret, in a stage of its own, and grades what you find. Look with status, trace, records, logs, inbox
and dead-letters; each with STAGE=${EXERCISE_STAGE} in front of it.
  list               the exercises, the easiest first, and how you did
  start N            builds the stage and breaks something; without N the next one
  hint               a hint; each exercise has two
  check "WHAT"       is this the cause? one sentence, or a letter; check without words lists the letters
  give-up            tells the cause and how it is found
  stop               removes the stage`,
  pt: `Uso: npm run exercise -- PALAVRA [opções]
Quebra uma coisa em segredo, num stage próprio, e avalia o que você encontra. Procure com status, trace, records, logs,
inbox e dead-letters; cada um com STAGE=${EXERCISE_STAGE} na frente.
  list               os exercícios, do mais fácil ao mais difícil, e como você foi
  start N            constrói o stage e quebra alguma coisa; sem N, o próximo
  hint               uma dica; cada exercício tem duas
  check "O QUÊ"      é esta a causa? uma frase, ou uma letra; check sem palavras mostra as letras
  give-up            conta a causa e como se encontra
  stop               remove o stage`,
};

const FLAGS = { aws: { type: 'boolean', default: false } } as const;
const VERBS = ['list', 'start', 'hint', 'check', 'give-up', 'stop'] as const;
type Verb = (typeof VERBS)[number];
type Found = Exercise & { readonly system: SystemName };
type Session = Offline<typeof FLAGS>;

// It overrides the setting, because everything shown and asked is about this stage.
process.env.STAGE = EXERCISE_STAGE;

/** @throws UsageProblem */
function prepare({ aws }: { readonly aws: boolean }, [verb, ...rest]: readonly string[]) {
  if (aws) throw LOCAL_ONLY;
  const known = VERBS.find((one) => one === verb);
  if (!known)
    throw notUnderstood(
      verb === undefined
        ? { en: 'a word is missing, such as list', pt: 'falta uma palavra, como list' }
        : { en: `'${verb}' is not what it can do`, pt: `'${verb}' não é algo que ele faz` },
    );
  if (rest.length && known !== 'start' && known !== 'check')
    throw notUnderstood({ en: `'${rest[0]}' means nothing here`, pt: `'${rest[0]}' não quer dizer nada aqui` });
  return { verb: known, words: rest };
}

const line = { usage: USAGE, flags: FLAGS, cloud: false, all: true, words: true, prepare } as const;

await command(line, async (session, { verb, words }) => {
  const all = await exercises(session);
  const state = readExercises();
  const doing: Readonly<Record<Verb, () => unknown>> = {
    list: () => list(session, all, state),
    start: () => start(session, all, state, words),
    hint: () => hint(session, all, state),
    check: () => check(session, all, state, words.join(' ')),
    'give-up': () => end(session, runningOf(all, state), state, 'given up'),
    stop: () => stop(session, state),
  };
  await doing[verb]();
});

/** Of all systems, the easiest first. */
async function exercises({ env }: Session): Promise<Found[]> {
  const systems = SYSTEM_NAMES.map(async (system) => {
    const { abilities } = (await SYSTEMS[system]()).configured(env);
    return ((await abilities.exercises?.()) ?? []).map((exercise) => ({ ...exercise, system }));
  });
  return (await Promise.all(systems)).flat().sort((one, other) => one.number - other.number);
}

async function start(session: Session, all: readonly Found[], state: ExerciseState, [wanted]: readonly string[]) {
  if (state.running) throw oneRuns(state.running.number);
  const next = all.find(({ number }) => !state.ended.some((one) => one.number === number)) ?? all[0];
  const exercise = wanted === undefined ? next : all.find(({ number }) => String(number) === wanted);
  if (!exercise) throw noSuch(String(wanted), all.length);
  const { number, system } = exercise;
  const built = [...new Set([...state.built, system])];
  writeExercises({ ...state, built });
  await inCloud(session, system, async ({ cloud, story }) => {
    const { failure } = await runStory({ ...session, cloud }, story.up);
    if (failure) throw failure;
    await exercise.begin({ cloud, env: session.env, signal: session.signal });
  });
  const running: Running = { number, system, startedAt: new Date().toISOString(), tries: 0, hints: 0 };
  writeExercises({ ...state, built, running });
  const { say, print } = session;
  say({
    en: `\nExercise ${number} (${system}): ${exercise.title.en}.\n`,
    pt: `\nExercício ${number} (${system}): ${exercise.title.pt}.\n`,
  });
  say(exercise.tells);
  say({
    en: `\nWhat is the cause? Begin with:  ${inStage(system, ['status'])}\nThen:  npm run exercise -- check "what I found"\nA hint:  npm run exercise -- hint`,
    pt: `\nQual é a causa? Comece com:  ${inStage(system, ['status'])}\nDepois:  npm run exercise -- check "o que achei"\nUma dica:  npm run exercise -- hint`,
  });
  print({ event: 'exercise', number, system, state: 'running' });
}

async function stop(session: Session, { running: _, ...state }: ExerciseState): Promise<void> {
  for (const system of state.built.filter(isSystem))
    await inCloud(session, system, async ({ cloud, story, afterDown }) => {
      const { failure } = await runStory({ ...session, cloud }, story.down, { removes: true });
      if (failure) throw failure;
      await afterDown();
    });
  writeExercises({ ...state, built: [] });
  session.say({
    en: `\nThe stage "${EXERCISE_STAGE}" is removed. Your results are kept: npm run exercise -- list`,
    pt: `\nO stage "${EXERCISE_STAGE}" foi removido. Seus resultados ficam guardados: npm run exercise -- list`,
  });
  session.print({ event: 'stopped' });
}

/** Works on one system in the stage of the exercises, and closes the cloud. */
async function inCloud(
  { env, settings, say }: Session,
  name: SystemName,
  work: (site: { cloud: Owned; story: Story; afterDown: () => Promise<void> }) => Promise<void>,
): Promise<void> {
  const { openTarget } = await import('../src/aws/target.ts');
  const cloud = await openTarget({ aws: false, settings, stack: name, env, say });
  try {
    await claim(cloud, 'exercise');
    const configured = (await SYSTEMS[name]()).configured(env);
    await work({ cloud, story: await configured.story(cloud), afterDown: () => configured.afterDown(cloud) });
  } finally {
    cloud.close();
  }
}
