// What the line counter is, and its abilities.

import type { Definition } from '../system.ts';
import { namesOf } from './names.ts';
import type { LineCounter } from './parts.ts';
import { SETTINGS } from './settings.ts';

export const system: Definition<typeof SETTINGS, LineCounter> = {
  about: {
    en: 'A file lands in S3, a queue keeps its event, a function counts its lines, a cache keeps the number, and a mail tells it.',
    pt: 'Um arquivo chega ao S3, uma fila guarda o evento, uma função conta as linhas, um cache guarda o número e um e-mail avisa.',
  },
  settings: SETTINGS,
  parts: async (cloud, settings) => (await import('./parts.ts')).lineCounter(cloud, settings),
  boundary: async (stack) => (await import('./parts.ts')).boundaryPolicy(stack),
  abilities: (settings) => ({
    upload: async () => (cloud) => namesOf(cloud, settings).bucket,
    records: async () => (await import('./record-source.ts')).recordSource(settings),
    deadLetters: async () => (await import('./dead-letters.ts')).deadLetterSource(settings),
    logWords: async () => (await import('./log-words.ts')).lineWords,
    trace: async () => (await import('./trace/trace.ts')).traceIn(settings),
    way: async () => (await import('./trace/way.ts')).wayIn(settings),
    status: async () => (await import('./status.ts')).statusIn(settings),
    demo: async () => (await import('./demo.ts')).demoIn(settings),
    reconcile: async () => (await import('./reconcile/command.ts')).reconcileIn(settings),
    ...(settings.WEB === 'on' && { page: async () => (await import('./page/invited.ts')).invitedPage(settings) }),
    alarms: async () => (await import('./alarms/alarms.ts')).boardFor(settings),
    drills: async () => (await import('./drills/command.ts')).DRILLS_OF_LINE_COUNTER,
    exercises: async () => (await import('./exercises.ts')).EXERCISES,
  }),
  rights: async (cloud, settings) => (await import('./command-rights.ts')).commandRights(cloud, settings),
  async joined({ content }, story, cloud) {
    const { flowOf } = await import('../../patterns/flow/flow.ts');
    content.draw(await flowOf(story, cloud), cloud.account);
  },
  async afterDown(cloud, settings) {
    const { forgetRecords } = await import('./forget-records.ts');
    if (cloud.endpoint) await forgetRecords(cloud.endpoint, namesOf(cloud, settings).namespace);
  },
};
