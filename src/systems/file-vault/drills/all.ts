// The drills of the vault, with what they do.

import { readFile, writeFile } from 'node:fs/promises';
import { unwatched } from '../../../engine/wait.ts';
import { drillsFrom } from '../../../operate/drills/drill.ts';
import { LITTLE } from '../alarms/rows.ts';
import { BACKUP, DOOR, VOLUME } from '../alarms/signals.ts';
import { volumeAt } from '../app/store/volume.ts';
import { loseInstance, loseVolume } from '../operate/lose.ts';
import { LIST } from './list.ts';
import type { VaultSite } from './site.ts';

/** More than the alarm allows in a period. */
const STRANGERS = 25;
/** Seconds of a period in which a backup runs, at least: the period also waits for the end of that run. */
const BACKUP_PERIOD = 0.5;

/** A document whose content was changed on the disk, and what it was. */
interface Damaged {
  readonly path: string;
  readonly content: Buffer;
}
const damaged = new Map<VaultSite, Damaged>();

export const DRILLS = drillsFrom<keyof typeof LIST, VaultSite>(LIST, {
  strangers: {
    point: DOOR,
    breaks: {
      en: `Somebody tries, one after the other, ${STRANGERS} invitations that are none.`,
      pt: `Alguém tenta, um atrás do outro, ${STRANGERS} convites que não são convites.`,
    },
    async meanwhile(site) {
      const { url } = await site.machine();
      for (let tries = 0; tries < STRANGERS; tries += 1)
        await fetch(`${url}session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"invitation":"of a stranger"}',
        });
    },
  },
  'disk-full': {
    point: VOLUME,
    breaks: {
      en: 'The volume fills up: less than half a gigabyte is free.',
      pt: 'O volume enche: resta menos de meio gigabyte livre.',
    },
    plays: {
      en: 'the drill gives the number, because the folder of the volume has the whole disk of this machine',
      pt: 'o simulado informa o número, pois a pasta do volume tem o disco inteiro desta máquina',
    },
    period: BACKUP_PERIOD,
    healthy: (site) => site.backUp(),
    meanwhile: async (site) => site.note(site.on.freeBytes, LITTLE / 2),
  },
  'backup-stopped': {
    point: BACKUP,
    breaks: {
      en: 'The content of a document changes on the disk: S3 refuses it, and no run of the backup ends well.',
      pt: 'O conteúdo de um documento muda no disco: o S3 o recusa, e nenhuma execução do backup termina bem.',
    },
    period: BACKUP_PERIOD,
    healthy: (site) => site.backUp(),
    begin: damage,
    meanwhile: (site) => site.backUp(),
    undo: mend,
  },
  'instance-lost': {
    point: BACKUP,
    breaks: {
      en: 'The instance is terminated, without being asked to stop: nothing runs the backup any more.',
      pt: 'A instância é terminada, sem aviso: nada mais executa o backup.',
    },
    period: BACKUP_PERIOD,
    healthy: (site) => site.backUp(),
    begin: (site) => loseInstance(site.cloud, site.names, unwatched(site.signal)),
  },
  'volume-lost': {
    point: BACKUP,
    breaks: {
      en: 'The volume is deleted: the vault has no documents, and there is nothing to back up.',
      pt: 'O volume é apagado: o cofre não tem documentos, e não há do que fazer backup.',
    },
    period: BACKUP_PERIOD,
    healthy: (site) => site.backUp(),
    begin: (site) => loseVolume(site.cloud, site.names, unwatched(site.signal)),
  },
});

async function damage(site: VaultSite): Promise<void> {
  const [{ json }, { folder }] = [await site.enter(), await site.machine()];
  const { id } = await json<{ id: string }>('files?name=damaged.txt', { method: 'PUT', body: 'as it was sent' });
  const path = volumeAt(folder).content(id);
  damaged.set(site, { path, content: await readFile(path) });
  await writeFile(path, 'as it is now!!');
}

async function mend(site: VaultSite): Promise<void> {
  const one = damaged.get(site);
  if (one) await writeFile(one.path, one.content);
  damaged.delete(site);
}
