/**
 * Audit log: a file lands in S3, S3 calls a function, the function checks the file, and DynamoDB keeps what it found.
 *
 * Read it downwards: a part can only lean on what an earlier line gave a name to.
 * Run it as often as you like: what is right stays, what drifted is put back.
 */
import type { Run } from '../src/engine/run.ts';
import { whoHearsAlarms } from '../src/operate/who-hears.ts';
import type { AuditLog } from '../src/systems/audit-log/parts.ts';
import type { AuditLogSettings } from '../src/systems/audit-log/settings.ts';
import type { Outputs } from '../src/systems/story.ts';
import { provisionAlarms } from './blocks/alarms.ts';
import { provisionFunction } from './blocks/function.ts';

export function provision({ stage, up, removeIfPresent }: Run, part: AuditLog) {
  stage({
    en: '1 · What stands alone: the bucket, the table, and a queue for events that fail',
    pt: '1 · O que não depende de nada: o bucket, a tabela e uma fila para eventos que falham',
  });
  const bucket = up(part.bucket);
  const table = up(part.table);
  const failures = up(part.failures);

  stage({
    en: '2 · The function, and the role that says what it may touch',
    pt: '2 · A função, e a role que diz no que ela pode tocar',
  });
  const boundary = part.boundary && up(part.boundary); // the most that the role may ever do
  const writer = provisionFunction({ up }, part.writer, {
    role: { bucket, table, failures, boundary },
    function: {},
    environment: { table },
  });

  stage({
    en: '3 · The wiring, last: from here on an upload is recorded',
    pt: '3 · As ligações, por último: a partir daqui um envio é registrado',
  });
  const retries = up(part.retries, { function: writer.ready, failures });
  const permission = up(part.bucketMayCall, { bucket, function: writer.ready });
  up(part.bucketToFunction, { bucket, permission, retries }); // no event before it is known where a failed one goes

  stage({
    en: '4 · Alarms for operators, a dashboard, and queries for the night',
    pt: '4 · Alarmes para os operadores, um painel e consultas para a madrugada',
  });
  const alarms = provisionAlarms({ up, removeIfPresent }, part.alarms, { watched: failures, logs: [writer.logs] });

  return { bucket, table, failures, writer: writer.function, operatorsEmail: alarms.email };
}

/** What `up` prints at its end. */
export async function outputs(made: ReturnType<typeof provision>, settings: AuditLogSettings): Promise<Outputs> {
  const [bucket, table, failures, writer] = await Promise.all([made.bucket, made.table, made.failures, made.writer]);
  return {
    fields: {
      bucket: bucket.name,
      tableName: table.name,
      functionName: writer.name,
      failureQueueUrl: failures.url,
    },
    says: whoHearsAlarms(settings, await made.operatorsEmail),
  };
}
