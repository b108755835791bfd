// The saved queries in CloudWatch Logs Insights QL, for an operator who looks into the log after an alarm. The fields
// are those of the worker's JSON lines (worker/telemetry.ts). Insights cannot read dates inside a text, so seconds are
// computed from the digits. Notice: for a file that waited longer than a day the result is too small.

import type { SavedQuery } from '../../../patterns/alarms/alarm-table.ts';

/** Seconds since midnight in a field such as "2026-03-01T23:59:58.120Z". */
const secondsIn = (field: string, letter: string) =>
  `parse ${field} "*T*:*:*Z" as ${letter}day, ${letter}hour, ${letter}minute, ${letter}second`;

export const QUERIES: readonly SavedQuery[] = [
  {
    name: 'what happened to this file',
    what: {
      en: 'Every line about one file, oldest first: counted, repeated, come back, failed, mailed.',
      pt: 'Cada linha sobre um arquivo, da mais antiga à mais nova: contado, repetido, devolvido, com falha, enviado.',
    },
    query: [
      '# Put the name of the file, or a part of it, between the slashes.',
      'filter @message like /NAME OF THE FILE/',
      '| fields @timestamp, message, level, coalesce(record.status, "") as status, record.lines as lines,',
      '    coalesce(record.reason, detail, error.message, "") as reason, messageId, mail, function_request_id',
      '| sort @timestamp asc',
      '| limit 200',
    ].join('\n'),
  },
  {
    name: 'slowest files',
    what: {
      en: 'The files that took longest from upload to record, and how large they were.',
      pt: 'Os arquivos que mais demoraram do envio ao registro, e o tamanho deles.',
    },
    query: [
      'filter message in ["created", "updated"]',
      `| ${secondsIn('record.uploadedAt', 'u')}`,
      `| ${secondsIn('record.countedAt', 'c')}`,
      '| fields record.key as file, record.bytes as bytes, record.lines as lines,',
      '    ((chour - uhour) * 3600 + (cminute - uminute) * 60 + (csecond - usecond) + 86400) % 86400 as seconds',
      '| sort seconds desc',
      '| limit 25',
    ].join('\n'),
  },
  {
    name: 'why failures',
    what: {
      en: 'What failed or came back, how often, for which reason, and when last.',
      pt: 'O que falhou ou voltou, quantas vezes, por qual motivo e quando pela última vez.',
    },
    query: [
      'filter message in ["failed for good", "comes back"] or level = "ERROR"',
      '| stats count(*) as times, latest(@timestamp) as last, latest(record.key) as file',
      '    by message, coalesce(record.reason, detail, error.message, "without a reason") as reason',
      '| sort times desc',
      '| limit 50',
    ].join('\n'),
  },
];
