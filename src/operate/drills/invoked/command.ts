// These drills, for the command `drill` of a system.

import type { Text } from '../../../engine/text.ts';
import { duration } from '../../../engine/wait.ts';
import { drillsOf } from '../command.ts';
import type { Playing } from '../drill.ts';
import { PERIOD } from '../drill.ts';
import { INVOKED_LIST } from './list.ts';
import type { InvokedSite } from './site.ts';

/** What is said on the local cloud. */
export const LOCALLY: Text = {
  en: `The local cloud evaluates no alarm on what AWS services measure. Our own evaluator does this, by CloudWatch's rules. It
reads the function's log and the failure queue. A period lasts ${duration(PERIOD)} here. The evaluator sets the states of
the real alarms, and their composites publish the mails.`,
  pt: `A nuvem local não avalia alarmes sobre o que os serviços da AWS medem. Nosso próprio avaliador faz isso, pelas regras
do CloudWatch. Ele lê o log da função e a fila de falhas. Um período dura aqui ${duration(PERIOD, 'pt')}. O avaliador põe os
estados nos alarmes de verdade, e os compostos publicam os e-mails.`,
};

export const drillsOfInvoked = (site: () => Promise<Playing<InvokedSite>['open']>) =>
  drillsOf({
    list: INVOKED_LIST,
    async load() {
      const [{ INVOKED_DRILLS: drills }, open] = await Promise.all([import('./drills.ts'), site()]);
      return { drills, open };
    },
    around: 10,
    locally: LOCALLY,
    notOnAws: {
      en: 'Not all of these can be played on AWS: there a slow function would have to run for most of its time-out.',
      pt: 'Nem todos podem ser feitos na AWS: lá uma função lenta teria de rodar quase todo o seu tempo limite.',
    },
  });
