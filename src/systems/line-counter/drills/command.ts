// The drills of the line counter, for the command `drill`.

import { drillsOf } from '../../../operate/drills/command.ts';
import { PERIOD } from '../../../operate/drills/drill.ts';
import { LIST } from './list.ts';

export const DRILLS_OF_LINE_COUNTER = drillsOf({
  list: LIST,
  async load() {
    const [{ DRILLS: drills }, { openSite: open }] = await Promise.all([import('./all.ts'), import('./site.ts')]);
    return { drills, open };
  },
  around: 45, // the cache and the functions' network interfaces are slow
  locally: {
    en: `The local cloud evaluates no alarm on what AWS services measure. Our own evaluator does, by CloudWatch's rules, on
what the worker's log, the queues, the functions and the cache show; a period lasts ${PERIOD} s here, or a little more
than a second. The states are then told to the real alarms, and their composites publish the mails.`,
    pt: `A nuvem local não avalia alarmes sobre o que os serviços da AWS medem. O nosso avaliador avalia, pelas regras do
CloudWatch, sobre o que mostram o log do worker, as filas, as funções e o cache; um período dura aqui ${PERIOD} s, ou um
pouco mais de um segundo. Os estados são então ditos aos alarmes de verdade, e os compostos publicam os e-mails.`,
  },
  notOnAws: {
    en: 'Not all of these can be played on AWS: some need a way into the cache, or days.',
    pt: 'Nem todos podem ser feitos na AWS: alguns precisam de um caminho até o cache, ou de dias.',
  },
});
