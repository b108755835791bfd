// The site of the drills: a lake of its own.

import { replaceImage } from '../../../operate/drills/breaking.ts';
import { type InvokedSite, openInvoked } from '../../../operate/drills/invoked/site.ts';
import type { Opening } from '../../../operate/drills/site.ts';
import { functionImage } from '../../../resources/ecr/function-image.ts';
import { ownership } from '../../../settings/settings.ts';
import { DRILL_STAGE } from '../../abilities.ts';
import { lakeRows } from '../alarms/rows.ts';
import { type Signals, signals } from '../alarms/signals.ts';
import { TIMEOUT } from '../converter/limits.ts';
import { type Names, namesOf, STACK } from '../names.ts';
import { CONVERTER_IMAGE, type CsvLake, csvLake } from '../parts.ts';
import { csvLakeSettings } from '../settings.ts';
import { STAGE_SETTINGS } from './list.ts';

export interface LakeSite extends InvokedSite {
  readonly names: Names & InvokedSite['names'];
  readonly on: Signals;
  readonly databaseStep: CsvLake['database'];
}

/** Where the files of drills go. */
const FOLDER = 'in/drill/';

const openUsual = openInvoked(
  STACK,
  csvLakeSettings,
  (cloud, settings) => {
    const names = namesOf(cloud, settings);
    const { bucket, failures, converter: functionName } = names;
    const { converter, repository } = csvLake(cloud, settings);
    const { base } = functionImage(cloud, CONVERTER_IMAGE);
    return {
      ...{ names, bucket, failures, functionName, timeoutSeconds: TIMEOUT },
      ...{ rows: lakeRows(names, settings), on: signals(names) },
      function: converter.function,
      keyOf: (name) => `${FOLDER}${name.replace(/\.txt$/, '.csv')}`,
      replaceCode: (handler, signal) => replaceImage({ cloud, signal }, functionName, { repository, base }, handler),
    };
  },
  STAGE_SETTINGS,
);

export async function openSite(session: Opening): Promise<LakeSite> {
  const site = await openUsual(session);
  const settings = csvLakeSettings({ ...session.env, ...STAGE_SETTINGS, STAGE: DRILL_STAGE });
  const cloud = { ...session.cloud, tags: ownership(settings, STACK) };
  const names = namesOf(cloud, settings);
  return { ...site, names, on: signals(names), databaseStep: csvLake(cloud, settings).database };
}
