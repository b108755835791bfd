// A time limit: one schedule for each part that is billed by the hour, and the role with which AWS makes their calls. No
// function of ours runs, and the schedules delete themselves. Whoever sets no limit has none of these parts.

import type { Owned } from '../aws/clients.ts';
import { adoptedRoleName } from '../aws/lab.ts';
import { ownerName } from '../aws/listing.ts';
import type { Statement } from '../aws/policy.ts';
import type { AnyStep, BillStop, Purpose } from '../engine/lifecycle.ts';
import type { Right } from '../engine/rights.ts';
import { notUsed } from '../engine/steps-of.ts';
import type { Text } from '../engine/text.ts';
import { adoptedRole } from '../resources/iam/existing-role.ts';
import { iamRole, type UnderBoundary } from '../resources/iam/role.ts';
import { oneTimeSchedule } from '../resources/scheduler/schedule.ts';
import { scheduleGroup } from '../resources/scheduler/schedule-group.ts';
import type { Settings } from '../settings/settings.ts';
import { limitRole } from './end-bills.ts';

export type TimeLimitParts = ReturnType<typeof timeLimitParts>;

/** A part that is billed by the hour. */
export type Billed = AnyStep & { readonly stopsBill: BillStop<unknown> };

const SCHEDULER = 'scheduler.amazonaws.com';
export const LIMIT_STAGE: Text = {
  en: 'The time limit: when AWS itself ends what is billed by the hour',
  pt: 'O limite de tempo: quando a própria AWS encerra o que é cobrado por hora',
};

export const billedIn = (steps: readonly AnyStep[]): readonly Billed[] =>
  steps.filter((step): step is Billed => step.stopsBill !== undefined);

/** "vpc-endpoint-ada-dev-shop-sns": unique, because kind and name are. */
const scheduleName = ({ kind, name }: AnyStep): string => `${kind.toLowerCase().replaceAll(' ', '-')}-${name}`;

/** @param billed of the system, also those that these settings do not use */
export function timeLimitParts(cloud: Owned, settings: Settings, billed: readonly Billed[]) {
  const stack = ownerName(cloud);
  const adopted = adoptedRoleName(cloud, settings);
  const rights = billed.flatMap(({ stopsBill }) => stopsBill.rights);
  return {
    group: notUsed(scheduleGroup(cloud, { name: stack, about: GROUP })),
    role: notUsed(
      adopted
        ? adoptedRole<UnderBoundary>(cloud, { name: adopted, user: limitRole(stack), about: ROLE, service: SCHEDULER })
        : iamRole<UnderBoundary>(cloud, {
            ...{ name: limitRole(stack), about: ROLE, service: SCHEDULER },
            policy: () => ({ Version: '2012-10-17', Statement: rights.map(statement) }),
          }),
    ),
    schedules: billed.map((step) => ({
      of: step.title,
      loses: step.stopsBill.loses === true,
      schedule: notUsed(
        oneTimeSchedule(cloud, {
          ...{ name: scheduleName(step), group: stack, about: scheduleAbout(step.title), call: step.stopsBill },
        }),
      ),
    })),
  };
}

const statement = ({ actions, on, when }: Right, at: number): Statement => ({
  Sid: `EndTheBill${at + 1}`,
  Effect: 'Allow',
  Action: actions,
  Resource: on,
  ...(when && { Condition: when as NonNullable<Statement['Condition']> }),
});

const GROUP: Purpose = {
  what: {
    en: 'The folder of the one-time schedules of this system.',
    pt: 'A pasta dos agendamentos de uma só vez deste sistema.',
  },
  why: {
    en: 'Only a group has tags, and deleting it cancels all its schedules.',
    pt: 'Só um grupo tem tags, e apagá-lo cancela todos os seus agendamentos.',
  },
};
const ROLE: Purpose = {
  what: {
    en: 'What EventBridge Scheduler may do here: end the parts that are billed by the hour, and nothing else.',
    pt: 'O que o EventBridge Scheduler pode fazer aqui: encerrar as partes cobradas por hora, e nada mais.',
  },
  why: {
    en: 'At the end of the time AWS makes the calls, because nobody may be at a computer then.',
    pt: 'No fim do prazo é a AWS que faz as chamadas, porque talvez ninguém esteja no computador.',
  },
};
const scheduleAbout = (title: string): Purpose => ({
  what: {
    en: `The one call that ends the bill of ${title}, at the end of the time limit.`,
    pt: `A única chamada que encerra a cobrança de ${title}, no fim do limite de tempo.`,
  },
  why: {
    en: 'A system that somebody forgot then costs nearly nothing. The schedule deletes itself afterwards.',
    pt: 'Assim um sistema esquecido quase não custa nada. Depois o agendamento se apaga sozinho.',
  },
});
