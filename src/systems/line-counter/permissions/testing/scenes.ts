// The scenes in which the commands of the line counter are recorded: everything that a person does with the system, all
// kinds of repairs too.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  breakEverything,
  leaveBehind,
  loseEvent,
  makeLogGroup,
  setAside,
} from '../../../../permissions/testing/by-hand.ts';
import type { Call } from '../../../../permissions/testing/call.ts';
import { type Place, RECORDED, recorded } from '../../../../permissions/testing/play-command.ts';
import { namesOf, STACK } from '../../names.ts';
import { lineCounter } from '../../parts.ts';
import { lineCounterSettings } from '../../settings.ts';

/** More than one part of a multipart upload, in bytes. */
const LARGE = 6 * 1024 ** 2;

/** Plays every scene and returns all calls, in the order of their answers. */
export const playScenes = (place: Place): Promise<Call[]> =>
  recorded(place, STACK, async ({ cloud, folder, play, lookAtBoard }) => {
    const settings = lineCounterSettings(RECORDED);
    const names = namesOf(cloud, settings);
    const file = join(folder, 'large.txt');
    writeFileSync(file, 'x'.repeat(LARGE));
    await makeLogGroup(cloud, names.worker);
    await play('doctor', 'scripts/doctor.ts');
    await play('demo', 'scripts/demo.ts', '--yes');
    await play('upload', 'scripts/upload.ts', file);
    await play('records', 'scripts/records.ts', '--wait', 'large.txt');
    await setAside(cloud, names.deadLetters);
    await Promise.all([play('logs', 'scripts/logs.ts'), play('dead-letters', 'scripts/dead-letters.ts')]);
    await play('trace', 'scripts/trace.ts', 'large.txt');
    await lookAtBoard('large.txt');
    await play('redrive', 'scripts/redrive.ts', '--yes');
    await play('invite', 'scripts/invite.ts', 'Ana Souza');
    await play('invite', 'scripts/invite.ts', '--revoke-all', '--yes');
    await play('export', 'scripts/export.ts', join(folder, 'records.csv'));
    await loseEvent(cloud, names.bucket);
    await play('reconcile', 'scripts/reconcile.ts');
    await play('up', 'provision/up.ts', '--yes', '--for', '3h');
    await breakEverything(cloud, lineCounter(cloud, settings));
    await Promise.all([play('status', 'scripts/status.ts'), play('leftovers', 'scripts/leftovers.ts')]);
    await play('up', 'provision/up.ts', '--yes', '--for', '90min');
    await leaveBehind(cloud, names.bucket);
    await play('down', 'teardown/down.ts', '--yes');
  });
