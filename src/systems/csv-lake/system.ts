// What the CSV lake is, and what commands can do with it.

import type { Definition } from '../system.ts';
import { namesOf } from './names.ts';
import type { CsvLake } from './parts.ts';
import { SETTINGS } from './settings.ts';

export const system: Definition<typeof SETTINGS, CsvLake> = {
  about: {
    en: 'A CSV file lands in S3, a container image of a function converts it to Parquet and JSON, and its rows are in PostgreSQL and DynamoDB.',
    pt: 'Um arquivo CSV chega ao S3, uma função em imagem de contêiner o converte em Parquet e JSON, e as linhas ficam no PostgreSQL e no DynamoDB.',
  },
  settings: SETTINGS,
  parts: async (cloud, settings) => (await import('./parts.ts')).csvLake(cloud, settings),
  boundary: async (stack) => (await import('./parts.ts')).boundaryPolicy(stack),
  abilities: (settings) => ({
    upload: async () => {
      const { datasets } = await import('./datasets.ts');
      return Object.assign((cloud: { account: string }) => namesOf(cloud, settings).bucket, { datasets });
    },
    records: async () => (await import('./record-source.ts')).recordSource(settings),
    query: async () => (await import('./query-source.ts')).querySource((cloud) => namesOf(cloud, settings).converter),
    deadLetters: async () => {
      const { failedEvents } = await import('../../operate/dead-letters/failed-events.ts');
      return (cloud) => {
        const { failures, converter } = namesOf(cloud, settings);
        return failedEvents(failures, converter);
      };
    },
    logWords: async () => (await import('./log-words.ts')).lineWords,
    trace: async () => (await import('./trace.ts')).traceIn(settings),
    way: async () => (await import('./way.ts')).wayIn(settings),
    status: async () => (await import('./status.ts')).statusIn(settings),
    alarms: async () => (await import('./alarms/alarms.ts')).boardFor(settings),
    drills: async () => (await import('./drills/command.ts')).DRILLS_OF_LAKE,
    demo: async () => (await import('./demo/demo.ts')).demoIn(settings),
  }),
  rights: async (cloud, settings) => (await import('./command-rights.ts')).commandRights(cloud, settings),
};
