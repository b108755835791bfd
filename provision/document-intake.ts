/**
 * Document intake: a document lands in S3, S3 calls a function, the function validates it and extracts what is in it, and
 * SNS tells of the result.
 *
 * Read it downwards: a part can only lean on what an earlier line gave a name to.
 * Run it as often as you like: what is right stays, what drifted is put back.
 */
import type { Run } from '../src/engine/run.ts';
import { whoHearsAlarms, whoHearsResults } from '../src/operate/who-hears.ts';
import type { DocumentIntake } from '../src/systems/document-intake/parts.ts';
import type { DocumentIntakeSettings } from '../src/systems/document-intake/settings.ts';
import type { Outputs } from '../src/systems/story.ts';
import { provisionAlarms } from './blocks/alarms.ts';
import { provisionFunction } from './blocks/function.ts';

export function provision({ stage, up, removeIfPresent }: Run, part: DocumentIntake) {
  stage({
    en: '1 · What stands alone: the two buckets, the topic, and a queue for events that fail',
    pt: '1 · O que não depende de nada: os dois buckets, o tópico e uma fila para eventos que falham',
  });
  const bucket = up(part.bucket);
  const results = up(part.results);
  const topic = up(part.topic);
  const failures = up(part.failures);

  stage({
    en: '2 · The function, and the role that says what it may touch',
    pt: '2 · A função, e a role que diz no que ela pode tocar',
  });
  const boundary = part.boundary && up(part.boundary); // the most that the role may ever do
  const reader = provisionFunction({ up }, part.reader, {
    role: { bucket, results, topic, failures, boundary },
    function: {},
    environment: { results, topic },
  });

  stage({
    en: '3 · The wiring, last: from here on a document is read',
    pt: '3 · As ligações, por último: a partir daqui um documento é lido',
  });
  const email = part.topicToEmail && up(part.topicToEmail, { topic });
  const retries = up(part.retries, { function: reader.ready, failures });
  const permission = up(part.bucketMayCall, { bucket, function: reader.ready });
  up(part.bucketToFunction, { bucket, permission, retries }); // no event before it is known where a failed one goes

  stage({
    en: '4 · Alarms for operators, a dashboard, and queries for the night',
    pt: '4 · Alarmes para os operadores, um painel e consultas para a madrugada',
  });
  const alarms = provisionAlarms({ up, removeIfPresent }, part.alarms, { watched: failures, logs: [reader.logs] });

  return { bucket, results, topic, failures, reader: reader.function, email, operatorsEmail: alarms.email };
}

/** What `up` prints at its end. */
export async function outputs(made: ReturnType<typeof provision>, settings: DocumentIntakeSettings): Promise<Outputs> {
  const [bucket, results, topic, failures, reader, email] = await Promise.all([
    made.bucket,
    made.results,
    made.topic,
    made.failures,
    made.reader,
    made.email,
  ]);
  return {
    fields: {
      bucket: bucket.name,
      resultsBucket: results.name,
      topicArn: topic.arn,
      functionName: reader.name,
      failureQueueUrl: failures.url,
    },
    says: [
      ...whoHearsResults(settings, email, settings.INTAKE_MAIL === 'all' ? 'every result' : 'rejections'),
      ...whoHearsAlarms(settings, await made.operatorsEmail),
    ],
  };
}
