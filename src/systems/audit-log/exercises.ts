// The exercises of the audit log: failed events that would be lost, and a function that writes into another table.

import type { Exercise } from '../../operate/exercises/exercise.ts';

/** Loaded when one starts, because it needs all parts. */
const breaks = () => import('./exercise-breaks.ts');

export const EXERCISES: readonly Exercise[] = [
  {
    ...{ number: 5, name: 'failures-lost', repaired: true },
    title: { en: 'The auditors do not trust the log', pt: 'Os auditores não confiam no registro' },
    tells: {
      en: 'Every upload has its item today. The auditors ask: if the function fails three times with an event, is the event kept anywhere?',
      pt: 'Hoje cada envio tem seu item. Os auditores perguntam: se a função falhar três vezes com um evento, ele fica guardado em algum lugar?',
    },
    hints: [
      {
        en: 'S3 calls the function asynchronously: Lambda itself tries again. What does Lambda do after the last try?',
        pt: 'O S3 chama a função de forma assíncrona: a própria Lambda tenta de novo. O que a Lambda faz depois da última tentativa?',
      },
      {
        en: 'Look at the part called asynchronous invocation. Its field OnFailure names a destination.',
        pt: 'Olhe a parte chamada asynchronous invocation. O campo OnFailure cita um destino.',
      },
    ],
    cause: {
      en: 'The asynchronous invocation has no failure destination: failed events are lost.',
      pt: 'A invocação assíncrona está sem destino de falha: eventos que falharam se perdem.',
    },
    part: ['destin', 'onfailure', 'on failure', 'asynchron', 'assincron', 'failure queue', 'fila de falhas'],
    wrong: ['lost', 'lose', 'missing', 'no ', 'without', 'remov', 'delet', 'perd', 'falta', 'sem', 'apag', 'vazi'],
    explanation: {
      en: 'After three tries Lambda gives a failed event to the destination OnFailure, here a queue. Somebody removed it, so Lambda would drop the event without a word. The gap in the log would be seen by nobody. A way for failures is part of every asynchronous function.',
      pt: 'Depois de três tentativas a Lambda entrega o evento que falhou ao destino OnFailure, aqui uma fila. Alguém o tirou, e a Lambda descartaria o evento sem dizer nada. Ninguém veria a lacuna no registro. Um caminho para as falhas faz parte de toda função assíncrona.',
    },
    way: [
      {
        command: ['status'],
        shows: {
          en: 'The asynchronous invocation is drifted: OnFailure.',
          pt: 'A invocação assíncrona está alterada: OnFailure.',
        },
        prints: /Asynchronous invocation .*drifted +OnFailure/,
      },
    ],
    begin: async (site) => (await breaks()).failuresLost(site),
  },
  {
    ...{ number: 6, name: 'other-table', repaired: true },
    title: { en: 'An upload is not in the audit log', pt: 'Um envio não está no registro de auditoria' },
    tells: {
      en: 'contrato.csv was uploaded. The audit log has no item of it, and the table is there and well.',
      pt: 'contrato.csv foi enviado. O registro de auditoria não tem item dele, e a tabela existe e está bem.',
    },
    hints: [
      {
        en: 'The function was called, and failed. Its log says with what: npm run logs -- --system audit-log.',
        pt: 'A função foi chamada e falhou. O log dela diz com quê: npm run logs -- --system audit-log.',
      },
      {
        en: 'How does the function know the name of the table? From a variable of its environment.',
        pt: 'Como a função sabe o nome da tabela? Por uma variável de ambiente.',
      },
    ],
    cause: {
      en: 'The variable TABLE_NAME of the function names another table.',
      pt: 'A variável TABLE_NAME da função cita outra tabela.',
    },
    part: ['table name', 'variab', 'variav', 'environment', 'ambiente'],
    wrong: ['wrong', 'other', 'another', 'chang', 'not exist', 'errad', 'outr', 'mud', 'nao exist', 'altera', 'troc'],
    explanation: {
      en: 'The function writes where TABLE_NAME says. Somebody changed the variable, so DynamoDB answers ResourceNotFoundException. Lambda tried three times and put the event into the failure queue. So nothing is lost: after the repair, npm run redrive has the event worked on again.',
      pt: 'A função grava onde TABLE_NAME diz. Alguém mudou a variável, e o DynamoDB responde ResourceNotFoundException. A Lambda tentou três vezes e pôs o evento na fila de falhas. Por isso nada se perdeu: depois do conserto, npm run redrive faz o evento ser tratado de novo.',
    },
    way: [
      {
        command: ['logs'],
        shows: { en: 'DynamoDB does not find the table.', pt: 'O DynamoDB não encontra a tabela.' },
        prints: /ResourceNotFoundException/,
      },
      {
        command: ['status'],
        shows: {
          en: 'The environment of the function is drifted: TABLE_NAME.',
          pt: 'O ambiente da função está alterado: TABLE_NAME.',
        },
        prints: /Environment .*drifted +TABLE_NAME/,
      },
    ],
    begin: async (site) => (await breaks()).otherTable(site),
  },
];
