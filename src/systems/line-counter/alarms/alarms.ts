// The alarms of the line counter: its table and its words, given to the pattern. And its board for Grafana.

import type { AlarmWords } from '../../../patterns/alarms/alarm-table.ts';
import { systemAlarms } from '../../../patterns/alarms/system-alarms.ts';
import { type PartNames, partNames, STACK } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { graphs } from './graphs.ts';
import { QUERIES } from './queries.ts';
import { signals } from './signals.ts';
import { allRows, rowsFor } from './table.ts';

const WORDS: AlarmWords = {
  severities: {
    broken: { en: 'The flow is broken', pt: 'O fluxo está quebrado' },
    warning: { en: 'Warning', pt: 'Aviso' },
  },
  operators: { en: 'Line counter: operators', pt: 'Contador: operadores' },
  intro: {
    en: 'The way of a file, from the upload to the mail.',
    pt: 'O caminho de um arquivo, do envio ao e-mail.',
  },
  about: {
    topic: {
      what: {
        en: 'Another notice board: alarms are published there, for operators.',
        pt: 'Outro quadro de avisos: nele se publicam os alarmes, para os operadores.',
      },
      why: {
        en: 'Accountants hear of results, operators of trouble; neither should get the other’s mail.',
        pt: 'Os contadores recebem resultados e os operadores, problemas; ninguém deve receber o e-mail do outro.',
      },
    },
    dashboard: {
      what: {
        en: 'The way of a file in graphs, from the upload to the mail, and the state of every alarm.',
        pt: 'O caminho de um arquivo em gráficos, do envio ao e-mail, e o estado de cada alarme.',
      },
      why: {
        en: 'One look tells where a file is stuck; project it in class.',
        pt: 'Um olhar mostra onde um arquivo parou; projete-o na aula.',
      },
    },
    alarm: ({ point }) => ({
      en: `Point ${point.number} of the monitoring strategy; npm run drill shows it ring.`,
      pt: `Ponto ${point.number} da estratégia de monitoramento; npm run drill o mostra tocando.`,
    }),
  },
};

export const { alarms, boardFor } = systemAlarms<PartNames, LineCounterSettings>({
  ...{ system: STACK, partNames },
  rows: rowsFor,
  allRows,
  graphs: (names) => graphs(signals(names)),
  // The bucket's name ends in the number of the account. Only S3's request metrics are about the bucket.
  namesAccount: ({ REQUEST_METRICS }) => REQUEST_METRICS === 'on',
  queries: QUERIES,
  says: WORDS,
});
