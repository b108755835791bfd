// The drills of the vault, for the command `drill`.

import { drillsOf } from '../../../operate/drills/command.ts';
import { LIST } from './list.ts';

export const DRILLS_OF_VAULT = drillsOf({
  list: LIST,
  async load() {
    const [{ DRILLS: drills }, { openSite: open }] = await Promise.all([import('./all.ts'), import('./site.ts')]);
    return { drills, open };
  },
  around: 15,
  locally: {
    en: `The local cloud makes no metrics of the lines of the audit log. Our own evaluator reads them, by CloudWatch's rules. A
period lasts a second or two here, and a backup runs in each. The evaluator sets the states of the real alarms, and their
composites publish the mails.`,
    pt: `A nuvem local não faz métricas das linhas do registro de auditoria. Nosso próprio avaliador as lê, pelas regras do
CloudWatch. Um período dura aqui um ou dois segundos, e em cada um roda um backup. O avaliador põe os estados nos alarmes de
verdade, e os compostos publicam os e-mails.`,
  },
  notOnAws: {
    en: 'Not all of these can be played on AWS: some need a way into the vault, or its disk.',
    pt: 'Nem todos podem ser feitos na AWS: alguns precisam de um caminho até o cofre, ou do disco dele.',
  },
});
