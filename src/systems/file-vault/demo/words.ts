// What the demo of the file vault says, in both languages.

import type { Text } from '../../../engine/text.ts';

export const ACTS = {
  2: [
    { en: 'Documents arrive', pt: 'Chegam documentos' },
    {
      en: 'Each is on the disk, with its name, before the vault says 201.',
      pt: 'Cada um está no disco, com o nome, antes de o cofre responder 201.',
    },
  ],
  3: [
    { en: 'A copy in S3', pt: 'Uma cópia no S3' },
    {
      en: 'Every five minutes; here we ask for it. S3 checks the SHA-256 and locks the object.',
      pt: 'A cada cinco minutos; aqui nós a pedimos. O S3 confere o SHA-256 e tranca o objeto.',
    },
  ],
  4: [
    { en: 'The instance is lost', pt: 'A instância se perde' },
    {
      en: 'A new one starts, and the volume moves to it: nothing was on the instance itself.',
      pt: 'Uma nova inicia, e o volume passa para ela: na própria instância não havia nada.',
    },
  ],
  5: [
    { en: 'The volume is lost', pt: 'O volume se perde' },
    {
      en: 'A new, empty one is made. At its boot the vault fetches from S3 what the volume lacks.',
      pt: 'Um novo, vazio, é criado. Ao iniciar, o cofre busca no S3 o que falta no volume.',
    },
  ],
  6: [
    { en: 'Who did what', pt: 'Quem fez o quê' },
    {
      en: 'Every operation is a line, each line holds the SHA-256 of the one before it.',
      pt: 'Cada operação é uma linha, e cada linha contém o SHA-256 da anterior.',
    },
  ],
} as const;

export const DOCUMENT_HEADS: readonly Text[] = [
  { en: 'name', pt: 'nome' },
  { en: 'bytes', pt: 'bytes' },
  { en: 'SHA-256', pt: 'SHA-256' },
];
export const LINE_HEADS: readonly Text[] = [
  { en: 'what', pt: 'o quê' },
  { en: 'lines', pt: 'linhas' },
];

export const LOCAL_ONLY: Text = {
  en: 'The demo of file-vault loses the instance and the volume, so it runs on the local cloud only.',
  pt: 'A demonstração do file-vault perde a instância e o volume, por isso só roda na nuvem local.',
};
export const BY_HAND: Text = {
  en: 'On AWS take its steps yourself: npm run up, npm run vault -- open, npm run vault -- lose instance, each with --aws.',
  pt: 'Na AWS siga você mesmo os passos: npm run up, npm run vault -- open, npm run vault -- lose instance, cada um com --aws.',
};

/** What each command to go on with does. */
export const NEXT = {
  invite: { en: 'a link for the page of the vault', pt: 'um link para a página do cofre' },
  records: { en: 'the audit log', pt: 'o registro de auditoria' },
  verify: { en: 'is the audit log whole?', pt: 'o registro de auditoria está íntegro?' },
  lose: {
    en: 'lose it yourself, then npm run up -- file-vault',
    pt: 'faça você mesmo o volume se perder, depois npm run up -- file-vault',
  },
} satisfies Record<string, Text>;

/** What is checked. */
export const CHECKS = {
  cameBack: {
    en: 'each document comes back with its SHA-256',
    pt: 'cada documento volta com o seu SHA-256',
  },
  instance: {
    en: 'every document is there, the last one too',
    pt: 'todos os documentos estão lá, o último também',
  },
  volume: { en: 'every document is back, from S3', pt: 'todos os documentos voltaram, do S3' },
  uploads: {
    en: 'each upload stands in the audit log',
    pt: 'cada envio está no registro de auditoria',
  },
  chains: {
    en: 'the chains are whole, in CloudWatch and in S3',
    pt: 'as correntes estão íntegras, no CloudWatch e no S3',
  },
} satisfies Record<string, Text>;

export const copied = (count: number): Text => ({
  en: `the backup copied ${count} documents, and none failed`,
  pt: `o backup copiou ${count} documentos, e nenhum falhou`,
});

export const machine = (pid: number, folder: string): Text => ({
  en: `  This instance is a process of this machine (${pid}), its volume the folder ${folder}.`,
  pt: `  Esta instância é um processo desta máquina (${pid}), e seu volume, a pasta ${folder}.`,
});

export const oneMore = (name: string): Text => ({
  en: `  One more document came, and is not in S3 yet: ${name}`,
  pt: `  Chegou mais um documento, que ainda não está no S3: ${name}`,
});

/** @param id of the instance or the volume */
export const lost = (id: string): Text => ({ en: `  Lost: ${id}`, pt: `  Se perdeu: ${id}` });
export const made = (id: string): Text => ({ en: `  New:  ${id}`, pt: `  Novo id:   ${id}` });

export const WAITING_FOR_LOG: Text = { en: 'waiting for the audit log', pt: 'à espera do registro de auditoria' };
export const WAITING_FOR_VAULT: Text = { en: 'waiting for the vault', pt: 'à espera do cofre' };
