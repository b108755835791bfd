// The drills of the line counter, for the command `drill`.

import { duration } from '../../../engine/wait.ts';
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
    en: `The local cloud evaluates no alarm on what AWS services measure. Our own evaluator does this, by CloudWatch's rules. It
reads the worker's log, the queues, the functions and the cache. A period lasts ${duration(PERIOD)} here, or a little more
than a second. The evaluator sets the states of the real alarms, and their composites publish the mails.`,
    pt: `A nuvem local não avalia alarmes sobre o que os serviços da AWS medem. Nosso próprio avaliador faz isso, pelas regras
do CloudWatch. Ele lê o log do worker, as filas, as funções e o cache. Um período dura aqui ${duration(PERIOD, 'pt')}, ou pouco
mais de um segundo. O avaliador põe os estados nos alarmes de verdade, e os compostos publicam os e-mails.`,
  },
  notOnAws: {
    en: 'Not all of these can be played on AWS: some need a way into the cache, or days.',
    pt: 'Nem todos podem ser feitos na AWS: alguns precisam de um caminho até o cache, ou de dias.',
  },
});
