// The processes of this machine, to recognise our own. Notice: a process id alone proves nothing, because the system
// uses ids again; the command line shows whose process it is. A process that has ended but whose parent did not collect
// it yet (a zombie) counts as gone.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly pid: number;
  /** Id of the process group: the pid of the process that started it. */
  readonly group: number;
  /** Program and arguments, joined by blanks. */
  readonly command: string;
  /** When it started, in the system's format: ticks since the machine started, or a date. */
  readonly started: string;
}

/** Slim containers have no `ps`; other systems than Linux have no /proc. */
const hasProc = () => existsSync('/proc/self/stat');

/** Every living process. @param group only its members */
export const processes = (group?: number): Process[] =>
  hasProc() ? fromProc(group) : fromPs().filter((one) => group === undefined || one.group === group);

const fromProc = (group?: number): Process[] =>
  readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readProc(name, group) ?? []) : []));

function readProc(name: string, group?: number): Process | undefined {
  try {
    // "4711 (a name) S 1 4700 …": the name may contain blanks and brackets, so count from the last bracket.
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, , its] = fields;
    if (state === 'Z' || state === 'X' || (group !== undefined && Number(its) !== group)) return undefined;
    const started = String(fields[19]); // field 22 of all, "starttime" (proc_pid_stat(5))
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { pid: Number(name), group: Number(its), command, started };
  } catch {
    return undefined; // it ended while we were reading
  }
}

function fromPs(): Process[] {
  const table = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,pgid=,stat=,lstart=,command='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' }, // a date of 24 characters: "Thu Nov 26 10:47:38 2026"
    maxBuffer: 64 * 1024 * 1024,
  });
  return table.split('\n').flatMap((line) => {
    const [, pid, group, state, started = '', command = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\w{3} .{20})\s+(.*)$/.exec(line) ?? [];
    return pid && group && !state?.startsWith('Z')
      ? [{ pid: Number(pid), group: Number(group), command, started }]
      : [];
  });
}

/** A living process; undefined when there is none. */
export function processOf(pid: number): Process | undefined {
  if (!hasProc()) return fromPs().find((one) => one.pid === pid);
  // Threads can be read by their numbers, too, but they are not listed.
  return readdirSync('/proc').includes(String(pid)) ? readProc(String(pid)) : undefined;
}

/** Program and arguments of a living process. */
export const commandOf = (pid: number): string | undefined => processOf(pid)?.command;

/** Is there such a process? @param pid with a negative id: such a group */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // only asks
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  return true;
}

/** The living processes of a group. */
export function groupMembers(group: number): Process[] {
  if (!isAlive(-group)) return []; // then the whole table is not read
  return processes(group);
}

/** Sends a signal to a process, or with a negative id to a group. No error when it is gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
