// Monitoring strategy, in Portuguese; line for line what en.ts says.

import { type Around, BOARD, DRILLING } from './around.ts';

export const pt: Around = {
  title: 'Estratégia de monitoramento',
  introduction: [
    'Um arquivo tem seis pontos críticos no caminho: o envio, a fila, a função, o cache, o registro e a notificação. Cada um ' +
      'tem alarmes, e todos estão numa só tabela ([src/systems/line-counter/alarms](src/systems/line-counter/alarms/table.ts)), da qual `npm run up` faz os ' +
      'alarmes e o painel, e `npm run docs` faz esta seção.',
    'Um alarme não envia nada sozinho. Os que dizem *quebrado* tocam um alarme composto, "o fluxo está quebrado"; os outros ' +
      'tocam "aviso". Um composto escreve a `OPERATORS_EMAIL` uma vez quando o problema começa e uma vez quando ' +
      'acaba, não importa quantos alarmes tocaram; os contadores só recebem resultados. Um composto novo também manda um primeiro ' +
      'e-mail que diz OK, porque o CloudWatch toma o primeiro estado por uma mudança: não houve problema nenhum. `ALARMS=off` ' +
      'deixa os alarmes de fora.',
  ],
  alarms: 'Os alarmes',
  heads: ['ponto crítico', 'sinal', 'alarme: toca em', 'diz', 'por mês'],
  severities: { broken: 'quebrado', warning: 'aviso' },
  periods: (datapoints, periods, each) =>
    periods === 1 ? ` em ${each}` : ` em ${datapoints} de ${periods} períodos de ${each}`,
  onlyWith: 'só com',
  price: ({ alarmMetrics, alarms, composites, metrics, together }, requests, dollars) =>
    `Ao todo ${dollars(together)} por mês: ${alarmMetrics} métricas em alarmes a ${dollars(0.1)}, menos as dez que uma conta tem ` +
    `de graça (${dollars(alarms)}), os compostos ${dollars(composites)}, as dez métricas do worker ${dollars(metrics)}. ` +
    `A última coluna é sem esse presente. \`REQUEST_METRICS=on\` acrescenta os dois alarmes sobre os números que o próprio S3 faz dos ` +
    `pedidos, e esses números, que o S3 cobra como métricas suas: até ${dollars(requests)}, por isso estão desligados. Preços de us-east-1; confira antes de contar com eles.`,
  runbook: 'Quando um toca',
  noData: 'Sem dados quer dizer',
  drills: 'Exercícios',
  drilling: [
    'Um alarme que nunca tocou é uma esperança. Um exercício quebra uma coisa, mostra o sinal, o alarme e o e-mail com os ' +
      'tempos, conserta com `up` e mostra o alarme voltando:',
    DRILLING,
  ],
  drillPicture:
    'O exercício mapping-off num terminal: o mapeamento é desligado, três alarmes tocam, up o liga de novo, os alarmes voltam, ' +
    'e uma tabela diz os segundos de cada passo.',
  drillHeads: ['exercício', 'o que se quebra', 'alarmes que tocam'],
  honest:
    'Cada exercício monta um contador de linhas só seu no estágio `drill` e depois o remove. A nuvem local não avalia alarmes; ali avalia ' +
    'o nosso avaliador, pelas regras do guia do CloudWatch ([src/patterns/alarms/evaluator](src/patterns/alarms/evaluator/evaluate.ts)), sobre números do log do worker, ' +
    'das filas, das funções e do cache; um período dura cerca de um segundo. Os estados são então informados aos alarmes de ' +
    'verdade, cujos compostos publicam os e-mails. Com `--aws` é o próprio CloudWatch que avalia, nos períodos dele: o ' +
    'exercício pergunta antes e diz quanto custa; `STAGE=drill npm run -s policy` imprime os direitos de que precisa lá. Os ' +
    'exercícios que precisam de um caminho até o cache, ou de dias, ficam de fora na AWS.',
  boards: 'Numa tela',
  watching: [
    '`npm run up` faz um painel no CloudWatch na ordem do caminho de um arquivo (CloudWatch > Dashboards). O mesmo painel para o Grafana:',
    BOARD,
    [
      '1. Connections > Add new connection > CloudWatch: credenciais que possam ler (`cloudwatch:GetMetricData`, `cloudwatch:ListMetrics`, `ec2:DescribeRegions`).',
      '2. Dashboards > New > Import > Upload JSON file: escolha `board.json`.',
      '3. Escolha fonte de dados, região e estágio acima do painel. Vermelho é onde um alarme tocaria.',
    ].join('\n'),
  ],
  queries: (names) => `Na AWS, CloudWatch > Logs Insights tem consultas salvas: ${names.join(', ')}.`,
};
