// What the file vault is, and what commands can do with it.

import type { Definition } from '../system.ts';
import type { FileVault } from './parts.ts';
import { SETTINGS } from './settings.ts';

export const system: Definition<typeof SETTINGS, FileVault> = {
  about: {
    en: 'People send documents to an application on EC2, a volume keeps them, S3 gets a locked copy every five minutes, and CloudWatch a line of every operation.',
    pt: 'As pessoas enviam documentos a um aplicativo no EC2, um volume os guarda, o S3 recebe uma cópia trancada a cada cinco minutos, e o CloudWatch uma linha de cada operação.',
  },
  settings: SETTINGS,
  parts: async (cloud, settings) => (await import('./parts.ts')).fileVault(cloud, settings),
  boundary: async (stack) => (await import('./parts.ts')).boundaryPolicy(stack),
  abilities: (settings) => ({
    records: async () => (await import('./record-source.ts')).recordSource(settings),
    status: async () => (await import('./status.ts')).statusIn(settings),
    page: async () => (await import('./operate/invited.ts')).invitedVault(settings),
    vault: async () => (await import('./operate/command.ts')).vaultIn(settings),
    logWords: async () => (await import('./log-words.ts')).lineWords,
    demo: async () => (await import('./demo/demo.ts')).demoIn(settings),
    drills: async () => (await import('./drills/command.ts')).DRILLS_OF_VAULT,
    alarms: async () => (await import('./alarms/alarms.ts')).boardFor(settings),
  }),
  rights: async (cloud, settings) => (await import('./command-rights.ts')).commandRights(cloud, settings),
};
