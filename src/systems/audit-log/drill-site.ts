// The site of the drills of the audit log.

import { openInvoked } from '../../operate/drills/invoked/site.ts';
import { auditRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { WRITER_TIMEOUT } from './limits.ts';
import { namesOf, STACK } from './names.ts';
import { auditLog } from './parts.ts';
import { auditLogSettings } from './settings.ts';

export const openSite = openInvoked(STACK, auditLogSettings, (cloud, settings) => {
  const names = namesOf(cloud, settings);
  const { bucket, failures, writer: functionName } = names;
  const step = auditLog(cloud, settings).writer.function;
  return {
    ...{ names, bucket, failures, functionName, function: step, timeoutSeconds: WRITER_TIMEOUT },
    ...{ rows: auditRows(names), on: signals(names) },
  };
});
