// What a command says when it is used before `up`.

import type { Owned } from '../aws/clients.ts';
import { Problem } from '../engine/problems.ts';
import { inBoth, type Wording } from '../engine/text.ts';
import { nextCommand } from '../screen/next-command.ts';

/** @param what "bucket" @param name of the thing that is missing */
export const notThere = (cloud: Owned, what: Wording, name: string): Problem =>
  new Problem(
    {
      en: `The ${inBoth(what).en} ${name} is not there: run ${nextCommand(cloud, 'up')} first.`,
      pt: `Não existe ${inBoth(what).pt} ${name}: rode antes ${nextCommand(cloud, 'up')}.`,
    },
    {
      next: {
        en: 'It makes what is missing and leaves the rest as it is; then run this command again.',
        pt: 'Ele cria o que falta e deixa o resto como está; depois rode este comando de novo.',
      },
    },
  );
