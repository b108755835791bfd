// What the audit log is, and what commands can do with it.

import type { Definition } from '../system.ts';
import { namesOf } from './names.ts';
import type { AuditLog } from './parts.ts';
import { SETTINGS } from './settings.ts';

export const system: Definition<typeof SETTINGS, AuditLog> = {
  about: {
    en: 'A file lands in S3, a function checks it and counts its lines, and DynamoDB keeps what it found, for every upload and every deletion.',
    pt: 'Um arquivo chega ao S3, uma função verifica e conta as linhas, e o DynamoDB guarda o que ela encontrou, de cada envio e de cada exclusão.',
  },
  settings: SETTINGS,
  parts: async (cloud, settings) => (await import('./parts.ts')).auditLog(cloud, settings),
  boundary: async (stack) => (await import('./parts.ts')).boundaryPolicy(stack),
  abilities: (settings) => ({
    upload: async () => (cloud) => namesOf(cloud, settings).bucket,
    records: async () => (await import('./record-source.ts')).recordSource(settings),
    deadLetters: async () => {
      const { failedEvents } = await import('../../operate/dead-letters/failed-events.ts');
      return (cloud) => {
        const { failures, writer } = namesOf(cloud, settings);
        return failedEvents(failures, writer);
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
