// What the boards show, in the order in which a document passes the vault.

import { type Graph, line } from '../../../patterns/alarms/graph.ts';
import { BACKUP, DOOR, type Signals, VOLUME } from './signals.ts';

export const graphs = (on: Signals): readonly Graph[] => [
  {
    point: DOOR,
    title: { en: 'Wrong invitations', pt: 'Convites errados' },
    lines: [line(on.wrongInvitations, 'tries', 'tentativas')],
    alarm: 'wrong-invitations',
  },
  {
    point: VOLUME,
    title: { en: 'Free on the volume (bytes)', pt: 'Livre no volume (bytes)' },
    lines: [line(on.freeBytes, 'bytes', 'bytes')],
    alarm: 'volume-nearly-full',
  },
  {
    point: BACKUP,
    title: { en: 'Good runs of the backup', pt: 'Execuções boas do backup' },
    lines: [line(on.runs, 'runs', 'execuções')],
    alarm: 'backup-stopped',
  },
  {
    point: BACKUP,
    title: {
      en: 'Documents: copied, not copied, not restored',
      pt: 'Documentos: copiados, não copiados, não restaurados',
    },
    lines: [
      line(on.copied, 'copied', 'copiados'),
      line(on.failures, 'not copied', 'não copiados'),
      line(on.unrestored, 'not restored', 'não restaurados'),
    ],
  },
];
