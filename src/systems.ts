// Every system of the project. Open a story first (provision/NAME.ts), then its parts (src/systems/NAME/parts.ts).

import { joined, type System } from './systems/system.ts';

export const SYSTEMS = {
  'line-counter': () =>
    joined(
      'line-counter',
      import('./systems/line-counter/system.ts'),
      () => import('../provision/line-counter.ts'),
      () => import('../teardown/line-counter.ts'),
    ),
  'audit-log': () =>
    joined(
      'audit-log',
      import('./systems/audit-log/system.ts'),
      () => import('../provision/audit-log.ts'),
      () => import('../teardown/audit-log.ts'),
    ),
  'document-intake': () =>
    joined(
      'document-intake',
      import('./systems/document-intake/system.ts'),
      () => import('../provision/document-intake.ts'),
      () => import('../teardown/document-intake.ts'),
    ),
  'file-vault': () =>
    joined(
      'file-vault',
      import('./systems/file-vault/system.ts'),
      () => import('../provision/file-vault.ts'),
      () => import('../teardown/file-vault.ts'),
    ),
  'csv-lake': () =>
    joined(
      'csv-lake',
      import('./systems/csv-lake/system.ts'),
      () => import('../provision/csv-lake.ts'),
      () => import('../teardown/csv-lake.ts'),
    ),
} satisfies Record<string, () => Promise<System>>;

export type SystemName = keyof typeof SYSTEMS;
export const SYSTEM_NAMES = Object.keys(SYSTEMS) as SystemName[];

export const isSystem = (name: string): name is SystemName => Object.hasOwn(SYSTEMS, name);

/** Names of the settings that systems have for themselves: they may stand in `.env`. It loads every system. */
export async function settingsOfSystems(): Promise<string[]> {
  const systems = await Promise.all(SYSTEM_NAMES.map((name) => SYSTEMS[name]()));
  return [...new Set(systems.flatMap(({ settings }) => settings))];
}
