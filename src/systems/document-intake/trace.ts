// The way of one document through the intake: when it was uploaded, read, published and tagged.

import { failedEvents } from '../../operate/dead-letters/failed-events.ts';
import { type RecordedWay, traceInvoked, type WayOf } from '../../operate/trace/invoked.ts';
import { printable } from '../../screen/table.ts';
import type { Here } from '../abilities.ts';
import { namesOf } from './names.ts';
import { currentResult, type Written } from './results.ts';
import type { DocumentIntakeSettings } from './settings.ts';
import { kindName, summaryOf } from './summary.ts';

const STEPS: WayOf['steps'] = {
  uploaded: { en: 'uploaded', pt: 'enviado' },
  kept: { en: 'result kept', pt: 'resultado guardado' },
  told: { en: 'published and tagged', pt: 'publicado e marcado' },
};

export const traceIn =
  (settings: DocumentIntakeSettings) =>
  (here: Here, key: string): Promise<void> => {
    const { bucket, results, failures, reader } = namesOf(here.cloud, settings);
    return traceInvoked(here, key, {
      ...{ bucket, steps: STEPS, deadLetters: failedEvents(failures, reader) },
      async find(cloud, document, head) {
        const written = await currentResult(cloud, results, document, head);
        return written && recordOf(written);
      },
    });
  };

const recordOf = ({ result, at }: Written): RecordedWay => ({
  uploadedAt: new Date(result.source.uploadedAt),
  times: { kept: new Date(at) },
  result: {
    en: `Done: ${result.status}, ${kindName(result.kind, 'en')}: ${printable(summaryOf(result, 'en'), 100)}.`,
    pt: `Pronto: ${result.status}, ${kindName(result.kind, 'pt')}: ${printable(summaryOf(result, 'pt'), 100)}.`,
  },
  ends: ({ message, fields }) => message === result.status && fields.versionId === result.source.versionId,
});
