// The site of the drills of the document intake.

import { openInvoked } from '../../operate/drills/invoked/site.ts';
import { intakeRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { READER_TIMEOUT } from './function.ts';
import { namesOf, STACK } from './names.ts';
import { documentIntake } from './parts.ts';
import { documentIntakeSettings } from './settings.ts';

export const openSite = openInvoked(STACK, documentIntakeSettings, (cloud, settings) => {
  const names = namesOf(cloud, settings);
  const { bucket, failures, reader: functionName } = names;
  const step = documentIntake(cloud, settings).reader.function;
  return {
    ...{ names, bucket, failures, functionName, function: step, timeoutSeconds: READER_TIMEOUT },
    ...{ rows: intakeRows(names), on: signals(names) },
  };
});
