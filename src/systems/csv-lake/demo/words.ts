// The words of the demo of the lake.

import type { Text } from '../../../engine/text.ts';

export const ACTS = {
  2: [
    {
      en: 'Upload three CSV files',
      pt: 'Enviar três arquivos CSV',
    },
    {
      en: 'They are as offices in Brazil save them; one is broken. Uploading is all that people do.',
      pt: 'São como os escritórios no Brasil os salvam; um está quebrado. Enviar é tudo o que as pessoas fazem.',
    },
  ],
  3: [
    { en: 'The same rows in four places', pt: 'As mesmas linhas em quatro lugares' },
    {
      en: 'Each place is asked by itself: how many rows, and what is the sum of "valor"?',
      pt: 'Pergunta-se a cada lugar: quantas linhas, e qual é a soma de "valor"?',
    },
  ],
  4: [
    { en: 'A newer upload of the same file', pt: 'Um envio mais novo do mesmo arquivo' },
    {
      en: 'It has fewer rows. Nothing of the old ones may stay anywhere.',
      pt: 'Ele tem menos linhas. Nada das antigas pode ficar em lugar nenhum.',
    },
  ],
  5: [
    { en: 'The old event, late', pt: 'O evento antigo, atrasado' },
    {
      en: 'S3 may send events twice and in any order. We send the first one again ourselves: it must change nothing.',
      pt: 'O S3 pode enviar eventos duas vezes e em qualquer ordem. Reenviamos o primeiro: nada pode mudar.',
    },
  ],
  6: [
    { en: 'The same sum on the board of Grafana', pt: 'A mesma soma no painel do Grafana' },
    {
      en: 'Grafana is asked through its load balancer, for the query of its own board. It reads the database as a user that may only read.',
      pt: 'Pergunta-se ao Grafana pelo balanceador de carga, com a consulta do próprio painel. Ele lê o banco como um usuário que só pode ler.',
    },
  ],
} as const satisfies Record<number, readonly [Text, Text]>;

export const HEADS: readonly Text[] = [
  { en: 'name', pt: 'nome' },
  { en: 'status', pt: 'status' },
  { en: 'rows', pt: 'linhas' },
  { en: '', pt: '' },
  { en: 'columns, or why not', pt: 'colunas, ou por que não' },
];
export const PLACES: readonly Text[] = [
  { en: 'place', pt: 'lugar' },
  { en: 'rows', pt: 'linhas' },
  { en: 'sum', pt: 'soma' },
  { en: '', pt: '' },
];

export const NEXT: readonly (readonly [name: string, flags: readonly string[], what: Text])[] = [
  [
    'query',
    ['"select * from lake.vendas limit 5"'],
    { en: 'SQL over all files of a dataset', pt: 'SQL sobre todos os arquivos de um conjunto' },
  ],
  ['upload', ['--dataset vendas FILE.csv'], { en: 'a file of your own', pt: 'um arquivo seu' }],
  ['records', [], { en: 'what became of each file', pt: 'o que foi feito de cada arquivo' }],
  ['status', [], { en: 'every part, and events that failed', pt: 'cada parte, e os eventos que falharam' }],
];

export const LOCALLY: Text = {
  en: 'The same commands with --aws build it in your account. What is different here: the image is built on a small runtime, not on that of Lambda; there is one database server for each instance on this machine; a stand-in answers for Grafana where no Grafana is installed; security groups and endpoints are kept and do nothing.',
  pt: 'Os mesmos comandos com --aws o constroem na sua conta. O que é diferente aqui: a imagem é feita sobre um runtime pequeno, não sobre o da Lambda; há um servidor de banco nesta máquina para cada instância; um substituto responde pelo Grafana onde não há um instalado; grupos de segurança e endpoints são guardados e nada fazem.',
};
