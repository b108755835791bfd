// The exercise of the document intake: a topic that everybody may publish to.

import type { Exercise } from '../../operate/exercises/exercise.ts';

export const EXERCISES: readonly Exercise[] = [
  {
    ...{ number: 3, name: 'open-topic', repaired: true },
    title: { en: 'A mail that the system did not write', pt: 'Um e-mail que o sistema não escreveu' },
    tells: {
      en: 'The office got a mail from our topic that asks to pay a bill. No document with this name was ever uploaded.',
      pt: 'O escritório recebeu um e-mail do nosso tópico que pede o pagamento de um boleto. Nenhum documento com esse nome foi enviado.',
    },
    hints: [
      {
        en: 'Read it: npm run inbox -- document-intake. Who may publish to this topic?',
        pt: 'Leia: npm run inbox -- document-intake. Quem pode publicar neste tópico?',
      },
      {
        en: 'A topic has a policy that says who may publish. npm run status -- document-intake shows whether it is ours.',
        pt: 'Um tópico tem uma política que diz quem pode publicar. npm run status -- document-intake mostra se ela é a nossa.',
      },
    ],
    cause: {
      en: 'The policy of the topic lets everybody publish.',
      pt: 'A política do tópico deixa qualquer um publicar.',
    },
    part: ['policy', 'politica', 'permission', 'permiss'],
    wrong: ['topic', 'publish', 'public', 'world', 'every', 'anyone', 'open', 'mundo', 'qualquer', 'todos', 'abert'],
    explanation: {
      en: 'The policy of the topic had the principal "*": every AWS account of the world could publish, and people trust mails of this sender. Our policy lets nobody but our own roles publish, and only over TLS.',
      pt: 'A política do tópico tinha o principal "*": qualquer conta AWS do mundo podia publicar, e as pessoas confiam nos e-mails deste remetente. Nossa política só deixa publicar as nossas roles, e só por TLS.',
    },
    way: [
      {
        command: ['inbox', '--last', '1'],
        shows: { en: 'The mail asks for money.', pt: 'O e-mail pede dinheiro.' },
        prints: /boleto/,
      },
      {
        command: ['status'],
        shows: { en: 'The topic is drifted: Policy.', pt: 'O tópico está alterado: Policy.' },
        prints: /SNS topic .*drifted +Policy/,
      },
    ],
    begin: async (site) => (await import('./exercise-breaks.ts')).openTopic(site),
  },
];
