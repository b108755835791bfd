// Everything that the page says, in English and Portuguese.

export const TEXTS = {
  en: {
    title: 'File vault',
    leave: 'Sign out',
    send: 'Send documents',
    choose: 'Choose files',
    drop: 'or drop them here.',
    files: 'Documents',
    search: 'Search by name',
    name: 'Name',
    bytes: 'Bytes',
    by: 'Who',
    when: 'When',
    more: 'Show more',
    backup: 'Backup',
    backUpNow: 'Back up now',
    audit: 'Who did what',
    action: 'What',
    outcome: 'How it ended',
    signIn: 'To come in, open the link of your invitation. Ask whoever runs this vault for one.',
    lost: 'The vault does not answer. The page asks again by itself.',
    sent: 'kept',
    failed: 'not sent',
    noBackup: 'There has been no backup yet.',
    lastBackup: (when: string, copied: number) => `Last run: ${when}, ${copied} documents copied.`,
    backupFailed: (when: string, failed: number) => `Last run: ${when}. ${failed} were not copied; see below.`,
    backupWanted: 'The backup starts.',
    total: (all: number) => `${all} in all`,
    other: 'Português',
  },
  pt: {
    title: 'Cofre de documentos',
    leave: 'Sair',
    send: 'Enviar documentos',
    choose: 'Escolher arquivos',
    drop: 'ou solte-os aqui.',
    files: 'Documentos',
    search: 'Buscar pelo nome',
    name: 'Nome',
    bytes: 'Bytes',
    by: 'Quem',
    when: 'Quando',
    more: 'Mostrar mais',
    backup: 'Backup',
    backUpNow: 'Fazer backup agora',
    audit: 'Quem fez o quê',
    action: 'O quê',
    outcome: 'Como terminou',
    signIn: 'Para entrar, abra o link do seu convite. Peça um a quem cuida deste cofre.',
    lost: 'O cofre não responde. A página pergunta de novo sozinha.',
    sent: 'guardado',
    failed: 'não enviado',
    noBackup: 'Ainda não houve backup.',
    lastBackup: (when: string, copied: number) => `Última execução: ${when}, ${copied} documentos copiados.`,
    backupFailed: (when: string, failed: number) =>
      `Última execução: ${when}. ${failed} não foram copiados; veja abaixo.`,
    backupWanted: 'O backup vai começar.',
    total: (all: number) => `${all} ao todo`,
    other: 'English',
  },
} as const;

/** The words for a refusal's code. Another code is shown as it is. */
export const REFUSALS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'bad-name': 'No document may have this name.',
    'too-large': 'This document is larger than the vault takes.',
    'volume-full': 'The volume is full. Tell whoever runs this vault.',
    'other-content': 'The document changed on its way. Send it again.',
    'signed-out': 'Your invitation has ended.',
    'invitation-late': 'This invitation has ended. Ask for a new one.',
    'invitation-wrong': 'This is not an invitation to this vault. Ask for a new one.',
    'invitation-revoked': 'This invitation was taken back. Ask for a new one.',
    'slow-down': 'Too many wrong invitations. Wait a minute.',
    'not-allowed': 'Only an operator may do this.',
  },
  pt: {
    'bad-name': 'Nenhum documento pode ter este nome.',
    'too-large': 'Este documento é maior do que o cofre aceita.',
    'volume-full': 'O volume está cheio. Avise quem cuida deste cofre.',
    'other-content': 'O documento mudou no caminho. Envie de novo.',
    'signed-out': 'Seu convite terminou.',
    'invitation-late': 'Este convite terminou. Peça um novo.',
    'invitation-wrong': 'Este não é um convite para este cofre. Peça um novo.',
    'invitation-revoked': 'Este convite foi cancelado. Peça um novo.',
    'slow-down': 'Convites errados demais. Espere um minuto.',
    'not-allowed': 'Só um operador pode fazer isto.',
  },
};

export type Language = keyof typeof TEXTS;
type Plain = { [K in keyof (typeof TEXTS)['en']]: (typeof TEXTS)['en'][K] extends string ? K : never };
/** Texts without a gap to fill. */
export type Word = Plain[keyof Plain];

const KEPT = 'language';
let chosen: Language = 'en';

/** The language that was chosen before, else that of the browser. */
export const chooseLanguage = (): void => {
  const kept = localStorage.getItem(KEPT) ?? navigator.language;
  chosen = kept.startsWith('pt') ? 'pt' : 'en';
};
export const language = (): Language => chosen;
export const texts = () => TEXTS[chosen];
export const otherLanguage = (): void => {
  chosen = chosen === 'pt' ? 'en' : 'pt';
  localStorage.setItem(KEPT, chosen);
};
