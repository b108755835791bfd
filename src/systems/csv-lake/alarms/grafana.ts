// The alarms of Grafana's service: processors and memory that end. They exist only with LAKE_GRAFANA=on.

import type { Row } from '../../../patterns/alarms/row.ts';
import { GRAFANA, type Signals } from './signals.ts';

const PERCENT = { en: 'percent', pt: 'por cento' };
const ONLY_WHILE_IT_RUNS = {
  en: 'ECS reports only while a task runs; whether one runs, status tells',
  pt: 'o ECS só informa enquanto uma tarefa roda; se há uma, o status diz',
};

export const grafanaRows = ({ grafanaProcessor, grafanaMemory }: Signals): readonly Row[] => [
  {
    point: GRAFANA,
    name: 'grafana-busy',
    severity: 'warning',
    watches: grafanaProcessor,
    rule: {
      ...{ rings: 'above', threshold: 85, datapoints: 3, periods: 3, period: 300 },
      missing: 'notBreaching',
    },
    unit: PERCENT,
    onlyWith: 'LAKE_GRAFANA=on',
    missingBecause: ONLY_WHILE_IT_RUNS,
    why: {
      en: 'The tasks of Grafana have used more than 85 percent of their processors for a quarter of an hour, although auto scaling starts up to three. Boards become slow.',
      pt: 'As tarefas do Grafana usam mais de 85 por cento dos seus processadores há um quarto de hora, embora o auto scaling inicie até três. Os painéis ficam lentos.',
    },
    steps: {
      en: [
        'Look at the board of the system in Grafana: how many requests does the load balancer pass on?',
        'Choose a shorter time or one file on the board of the data: its queries read less.',
        'Raise MOST in src/systems/csv-lake/grafana/parts.ts; then npm run up -- csv-lake: each task costs about $0.03 an hour.',
      ],
      pt: [
        'Olhe o painel do sistema no Grafana: quantos pedidos o balanceador de carga repassa?',
        'Escolha um período menor ou um só arquivo no painel dos dados: as consultas leem menos.',
        'Aumente MOST em src/systems/csv-lake/grafana/parts.ts; depois npm run up -- csv-lake: cada tarefa custa cerca de US$ 0,03 por hora.',
      ],
    },
  },
  {
    point: GRAFANA,
    name: 'grafana-memory',
    severity: 'warning',
    watches: grafanaMemory,
    rule: {
      ...{ rings: 'above', threshold: 90, datapoints: 2, periods: 2, period: 300 },
      missing: 'notBreaching',
    },
    unit: PERCENT,
    onlyWith: 'LAKE_GRAFANA=on',
    missingBecause: ONLY_WHILE_IT_RUNS,
    why: {
      en: 'A task of Grafana uses more than 90 percent of its memory. When it is full, ECS ends the task and starts another one.',
      pt: 'Uma tarefa do Grafana usa mais de 90 por cento da sua memória. Quando ela enche, o ECS encerra a tarefa e inicia outra.',
    },
    steps: {
      en: [
        'npm run status -- csv-lake: is the service steady?',
        'Look at the log group of Grafana in the CloudWatch console: which query returned many rows?',
        'Raise SIZE in src/systems/csv-lake/grafana/parts.ts; then npm run up -- csv-lake.',
      ],
      pt: [
        'npm run status -- csv-lake: o serviço está estável?',
        'Olhe o grupo de logs do Grafana no console do CloudWatch: qual consulta devolveu muitas linhas?',
        'Aumente SIZE em src/systems/csv-lake/grafana/parts.ts; depois npm run up -- csv-lake.',
      ],
    },
  },
];
