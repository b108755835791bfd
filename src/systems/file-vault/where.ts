// How people come in: printed at the end of `up`, because the vault has no address of its own on AWS.

import { spoken } from '../../screen/language.ts';

export const whereToEnter = (): string[] => [
  spoken({
    en: 'npm run vault -- open  opens the way to the vault and prints its address.',
    pt: 'npm run vault -- open  abre o caminho até o cofre e mostra o endereço.',
  }),
];
