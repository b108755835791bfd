// The alarms of the file vault: why each matters, and what to do then.

import type { Row } from '../../../patterns/alarms/row.ts';
import { RESERVE } from '../app/store/store.ts';
import type { PartNames } from '../names.ts';
import { BACKUP, DOOR, signals, VOLUME } from './signals.ts';

const GIB = 1024 ** 3;
/** Bytes below which somebody should make the volume larger. */
export const LITTLE = GIB / 2 + RESERVE;

const NOTHING = {
  en: 'no line in that time, so nothing of the kind happened',
  pt: 'nenhuma linha nesse tempo, então nada disso aconteceu',
};
const RECORDS = {
  en: 'npm run records -- --system file-vault: the newest lines of the audit log, with reasons.',
  pt: 'npm run records -- --system file-vault: as linhas mais novas do registro de auditoria, com os motivos.',
};
const UP = {
  en: 'npm run up -- file-vault: repairs the machine, or makes a new one; the volume stays.',
  pt: 'npm run up -- file-vault: conserta a máquina, ou cria outra; o volume fica.',
};

export function vaultRows(names: PartNames): readonly Row[] {
  const on = signals(names);
  return [
    {
      ...{ point: BACKUP, name: 'backup-stopped', severity: 'broken', watches: on.runs, needsWatched: true },
      rule: { rings: 'below', threshold: 1, datapoints: 3, periods: 3, period: 300, missing: 'breaching' },
      unit: { en: 'good runs', pt: 'execuções boas' },
      missingBecause: {
        en: 'a machine that is gone writes nothing at all',
        pt: 'uma máquina que sumiu não grava nada',
      },
      why: {
        en: 'No backup has ended well for a quarter of an hour: the machine is gone, or S3 cannot be reached. What arrives now is on the volume only.',
        pt: 'Nenhum backup terminou bem por um quarto de hora: a máquina sumiu, ou o S3 está inacessível. O que chega agora está só no volume.',
      },
      steps: {
        en: ['npm run status -- file-vault: is the machine there, and running?', RECORDS.en, UP.en],
        pt: ['npm run status -- file-vault: a máquina está lá, e rodando?', RECORDS.pt, UP.pt],
      },
    },
    {
      ...{ point: BACKUP, name: 'backup-failures', severity: 'warning', watches: on.failures },
      rule: { rings: 'above', threshold: 0, datapoints: 2, periods: 3, period: 300, missing: 'notBreaching' },
      unit: { en: 'documents', pt: 'documentos' },
      missingBecause: NOTHING,
      why: {
        en: 'Documents were not copied to S3, twice in a row. The line of each says why: a right that is missing, or a content that changed on the disk.',
        pt: 'Documentos não foram copiados para o S3, duas vezes seguidas. A linha de cada um diz por quê: um direito que falta, ou um conteúdo que mudou no disco.',
      },
      steps: {
        en: [RECORDS.en, UP.en, 'npm run vault -- backup: copies now what is not copied yet.'],
        pt: [RECORDS.pt, UP.pt, 'npm run vault -- backup: copia agora o que ainda não foi copiado.'],
      },
    },
    {
      ...{ point: VOLUME, name: 'volume-nearly-full', severity: 'warning', watches: on.freeBytes },
      rule: { rings: 'below', threshold: LITTLE, datapoints: 2, periods: 2, period: 300, missing: 'ignore' },
      unit: { en: 'free bytes', pt: 'bytes livres' },
      missingBecause: {
        en: 'the free space of a machine that is not there does not change',
        pt: 'o espaço livre de uma máquina que não está lá não muda',
      },
      why: {
        en: 'Less than half a gigabyte is free. Soon the vault answers 507 and takes no document.',
        pt: 'Resta menos de meio gigabyte. Logo o cofre responde 507 e não aceita documentos.',
      },
      steps: {
        en: [
          'Set VAULT_GB in .env to a larger number.',
          'npm run up -- file-vault: makes the volume larger. EC2 allows it once in six hours.',
          'Stop and start the instance in the EC2 console: the file system grows when it is mounted.',
        ],
        pt: [
          'Ponha em VAULT_GB, no .env, um número maior.',
          'npm run up -- file-vault: aumenta o volume. O EC2 permite isso uma vez a cada seis horas.',
          'Pare e inicie a instância no console do EC2: o sistema de arquivos cresce ao ser montado.',
        ],
      },
    },
    {
      ...{ point: DOOR, name: 'wrong-invitations', severity: 'warning', watches: on.wrongInvitations },
      rule: { rings: 'above', threshold: 20, datapoints: 1, periods: 1, period: 300, missing: 'notBreaching' },
      unit: { en: 'tries', pt: 'tentativas' },
      missingBecause: NOTHING,
      why: {
        en: 'Somebody who can open a tunnel to the vault tries many invitations. None of them came in.',
        pt: 'Alguém que consegue abrir um túnel até o cofre tenta muitos convites. Nenhum deles entrou.',
      },
      steps: {
        en: [
          RECORDS.en,
          'CloudTrail > Event history > StartSession: who opened a tunnel at that time.',
          'npm run invite -- --system file-vault --revoke-all: ends all invitations.',
        ],
        pt: [
          RECORDS.pt,
          'CloudTrail > Event history > StartSession: quem abriu um túnel naquela hora.',
          'npm run invite -- --system file-vault --revoke-all: anula todos os convites.',
        ],
      },
    },
  ];
}
