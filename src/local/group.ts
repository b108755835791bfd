// The process group of a local cloud: is it ours, and how to end it completely.
// Notice: no signal is sent before the command lines show that the group is this home's. A killed keeper leaves its
// child processes. While they live, the system gives their group's id to nobody else, so they can be found.

import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { CloudRecord, Place } from './place.ts';
import { LocalCloudError } from './problem.ts';
import { groupMembers, type Process, signal } from './processes.ts';

const PATIENCE_SECONDS = 15;

const isKeeper = ({ pid, group, command }: Process, { home }: Place): boolean =>
  pid === group && command.includes(`keeper.ts ${home} `);

const isOfHome = (one: Process, place: Place): boolean =>
  isKeeper(one, place) ||
  `${one.command} `.includes(`local_cloud=${place.home} `) ||
  one.command.includes(`--dir ${place.cache} `) ||
  one.command.includes(`-D ${place.databases}/`) ||
  one.command.includes(`${place.temporary}/`);

/** The keeper's pid, if it is alive and this home's; undefined when the pid is old or belongs to another program. */
export function livingKeeper(place: Place, record: CloudRecord | undefined): number | undefined {
  if (!record?.pid) return undefined;
  return groupMembers(record.pid).find((one) => isKeeper(one, place))?.pid;
}

/**
 * Ends the keeper and its group: SIGTERM, up to 15 s while state is saved, then SIGKILL.
 * No process of the group and no temporary folder is left. False when there was nothing to end.
 * @throws LocalCloudError when SIGKILL did not end it
 */
export async function endGroup(
  place: Place,
  record: CloudRecord | undefined,
  patienceSeconds = PATIENCE_SECONDS,
): Promise<boolean> {
  const group = record?.pid;
  const members = group ? groupMembers(group) : [];
  const ours = members.some((one) => isOfHome(one, place));
  if (group && ours) {
    signal(livingKeeper(place, record) ?? -group, 'SIGTERM');
    if (!(await gone(group, patienceSeconds))) {
      signal(-group, 'SIGKILL');
      if (!(await gone(group, PATIENCE_SECONDS)))
        throw new LocalCloudError({
          en: `Stopping the local cloud: process group ${group} does not end, not even by SIGKILL. Find out what it waits for (a disk that does not answer?), and run this again.`,
          pt: `Ao parar a nuvem local: o grupo de processos ${group} não termina, nem com SIGKILL. Descubra o que ele espera (um disco que não responde?), e rode isto de novo.`,
        });
    }
  }
  rmSync(place.temporary, { recursive: true, force: true, maxRetries: 5 });
  return ours;
}

async function gone(group: number, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (groupMembers(group).length) {
    if (Date.now() > deadline) return false;
    await pause(50);
  }
  return true;
}
