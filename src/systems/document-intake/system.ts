// What the document intake is, and what commands can do with it.

import type { Definition } from '../system.ts';
import { namesOf } from './names.ts';
import type { DocumentIntake } from './parts.ts';
import { SETTINGS } from './settings.ts';

export const system: Definition<typeof SETTINGS, DocumentIntake> = {
  about: {
    en: 'An invoice, receipt or spreadsheet lands in S3, a function validates it and extracts what is in it, and SNS tells of the result.',
    pt: 'Uma nota fiscal, um recibo ou uma planilha chega ao S3, uma função valida e extrai o que há nela, e o SNS avisa do resultado.',
  },
  settings: SETTINGS,
  parts: async (cloud, settings) => (await import('./parts.ts')).documentIntake(cloud, settings),
  boundary: async (stack) => (await import('./parts.ts')).boundaryPolicy(stack),
  abilities: (settings) => ({
    upload: async () => (cloud) => namesOf(cloud, settings).bucket,
    records: async () => (await import('./record-source.ts')).recordSource(settings),
    deadLetters: async () => {
      const { failedEvents } = await import('../../operate/dead-letters/failed-events.ts');
      return (cloud) => {
        const { failures, reader } = namesOf(cloud, settings);
        return failedEvents(failures, reader);
      };
    },
    logWords: async () => (await import('./log-words.ts')).lineWords,
    trace: async () => (await import('./trace.ts')).traceIn(settings),
    way: async () => (await import('./way.ts')).wayIn(settings),
    status: async () => (await import('./status.ts')).statusIn(settings),
    alarms: async () => (await import('./alarms/alarms.ts')).boardFor(settings),
    drills: async () =>
      (await import('../../operate/drills/invoked/command.ts')).drillsOfInvoked(
        async () => (await import('./drill-site.ts')).openSite,
      ),
    exercises: async () => (await import('./exercises.ts')).EXERCISES,
    demo: async () => (await import('./demo/demo.ts')).demoIn(settings),
  }),
  rights: async (cloud, settings) => (await import('./command-rights.ts')).commandRights(cloud, settings),
};
