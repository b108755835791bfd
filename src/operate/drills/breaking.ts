// Ways to break a function, shared by drills of several systems. `up` finds and repairs each of them.

import { createHash } from 'node:crypto';
import {
  DeleteFunctionConcurrencyCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { zipped } from '../../aws/code/zip.ts';
import type { AnyStep, Purpose, Step } from '../../engine/lifecycle.ts';
import { isKind } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { unwatched } from '../../engine/wait.ts';
import type { Signal } from '../../patterns/alarms/row.ts';
import { breakByHand } from '../../resources/breaks.ts';
import { containerImage, type ImageSettings } from '../../resources/ecr/image.ts';
import type { Repository } from '../../resources/ecr/repository.ts';
import { findFunction, untilChanged } from '../../resources/lambda/function-state.ts';
import type { Site } from './site.ts';

type Reached = Pick<Site, 'cloud' | 'signal'>;

/** Replaces all code of a function. @param handler JavaScript: "async () => {}" */
export async function replaceCode({ cloud, signal }: Reached, name: string, handler: string): Promise<void> {
  const ZipFile = zipped({ 'index.js': `exports.handler = ${handler};` });
  await cloud.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile }));
  await untilChanged(cloud, name, unwatched(signal));
}

/** Another image for a function that is made of one. @param handler JavaScript */
export async function replaceImage(
  { cloud, signal }: Reached,
  name: string,
  its: { readonly repository: Step<object, Repository>; readonly base: ImageSettings['content']['base'] },
  handler: string,
): Promise<void> {
  const ctx = unwatched(signal);
  const files = { 'var/task/index.js': Buffer.from(`exports.handler = ${handler};`) };
  const tag = `drill-${createHash('sha256').update(handler).digest('hex').slice(0, 12)}`;
  const content = { tag, own: { files, handler: 'index.handler' }, base: its.base };
  const { live: repository } = await its.repository.ensure({}, ctx);
  const image = containerImage(cloud, { repository: repository.name, about: OF_A_DRILL, content });
  const { live } = await image.ensure({ repository }, ctx);
  await cloud.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ImageUri: live.uri }));
  await untilChanged(cloud, name, ctx);
}
const OF_A_DRILL: Purpose = {
  what: { en: 'An image that a drill pushed.', pt: 'Uma imagem que um simulado enviou.' },
  why: { en: 'The function breaks with it.', pt: 'A função quebra com ela.' },
};

/** Lambda then ends an invocation after one second. */
export async function shortenTimeOut({ cloud, signal }: Reached, step: AnyStep, name: string): Promise<void> {
  await breakByHand(cloud, step, 'somebody shortens the time-out');
  await untilChanged(cloud, name, unwatched(signal));
}

/** @returns a function that restores the old value */
export async function setVariable(
  { cloud, signal }: Reached,
  FunctionName: string,
  variable: string,
  value: string,
): Promise<() => Promise<void>> {
  const live = await findFunction(cloud, FunctionName);
  const before = live?.settings.Environment?.Variables ?? {};
  const put = async (Variables: Record<string, string>) => {
    await cloud.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    await untilChanged(cloud, FunctionName, unwatched(signal));
  };
  await put({ ...before, [variable]: value });
  return () => put(before);
}

/** What slow drills say: a code that takes nearly all of one second, and durations as shares of the usual time-out. */
export const SLOW = {
  breaks: {
    en: 'The function’s code is replaced by one that takes nearly all of its time.',
    pt: 'O código da função é trocado por um que gasta quase todo o seu tempo.',
  },
  plays: {
    en: 'the time-out is one second for the drill, and durations are shown as shares of the usual one',
    pt: 'o tempo limite é de um segundo no simulado, e as durações aparecem como fração do limite normal',
  },
} satisfies Record<string, Text>;

/** Milliseconds. */
const NEARLY_ALL = 850;

/** @param answer of the handler, in JavaScript */
export const slowHandler = (answer: string): string =>
  `async () => { await new Promise((done) => setTimeout(done, ${NEARLY_ALL})); return ${answer}; }`;

/** Invocations in one period. */
const TRIES = 3;

/** Lambda refuses every invocation. The drill calls the function itself, because the local cloud reports no refusal. */
export const refuseInvocations = ({ cloud }: Reached, FunctionName: string) =>
  cloud.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
export const allowInvocations = ({ cloud }: Reached, FunctionName: string) =>
  cloud.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));

/** Invokes the function, and notes each refusal. @param throttles the number that AWS would report */
export async function countRefusals(
  { cloud, note }: Pick<Site, 'cloud' | 'note'>,
  FunctionName: string,
  throttles: Signal,
): Promise<void> {
  const invoke = async () => {
    try {
      await cloud.lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{"Records":[]}') }));
    } catch (error) {
      if (!isKind(error, 'TooManyRequestsException')) throw error;
      note(throttles, 1);
    }
  };
  await Promise.all(Array.from({ length: TRIES }, invoke));
}

/** For names that no earlier file had. */
let files = 0;
export const newKey = (what: string): string => {
  files += 1;
  return `${what}-${process.pid}-${files}.txt`;
};
