// What the exercises of the line counter say: the complaint, two hints, the cause, why it was so, and how it is found.

import type { Exercise } from '../../operate/exercises/exercise.ts';

type Words = Pick<Exercise, 'title' | 'tells' | 'hints' | 'cause' | 'explanation' | 'way'>;

export const LINK: Words = {
  title: { en: 'A file arrives, and nothing happens', pt: 'Um arquivo chega, e nada acontece' },
  tells: {
    en: 'The accountants sent extrato.txt. It is in the bucket. It has no count, and no mail came.',
    pt: 'Os contadores enviaram extrato.txt. Ele está no bucket. Não tem contagem, e nenhum e-mail chegou.',
  },
  hints: [
    {
      en: 'Does a message wait in the queue? A file that is in the bucket should have made one.',
      pt: 'Há uma mensagem esperando na fila? Um arquivo que está no bucket deveria ter gerado uma.',
    },
    {
      en: 'Something must tell S3 to which queue it reports new files. npm run status names what is absent.',
      pt: 'Algo precisa dizer ao S3 para qual fila avisar dos arquivos novos. npm run status cita o que está ausente.',
    },
  ],
  cause: {
    en: 'The notification from the bucket to the queue is missing.',
    pt: 'Falta a notificação do bucket para a fila.',
  },
  explanation: {
    en: 'S3 reports new files only to those who are written in the notification of the bucket. It was deleted. The file stays, but its event is lost: after the repair, npm run reconcile finds files without a count and sends an event for each.',
    pt: 'O S3 só avisa dos arquivos novos quem está escrito na notificação do bucket. Ela foi apagada. O arquivo fica, mas o evento se perde: depois do conserto, npm run reconcile encontra os arquivos sem contagem e manda um evento para cada um.',
  },
  way: [
    {
      command: ['trace', 'extrato.txt'],
      shows: {
        en: 'The file was uploaded, and no event was sent.',
        pt: 'O arquivo foi enviado, e nenhum evento foi mandado.',
      },
      prints: /event sent +–/,
    },
    {
      command: ['status'],
      shows: { en: 'The notification is absent.', pt: 'A notificação está ausente.' },
      prints: /Notification .*absent/,
    },
  ],
};

export const MAPPING: Words = {
  title: { en: 'The queue grows, and nobody counts', pt: 'A fila cresce, e ninguém conta' },
  tells: {
    en: 'Two files were sent: janeiro.txt and fevereiro.txt. Neither has a count. The function has no error in its log.',
    pt: 'Dois arquivos foram enviados: janeiro.txt e fevereiro.txt. Nenhum tem contagem. A função não tem erro no log.',
  },
  hints: [
    {
      en: 'Look at the queue: are messages waiting? Then S3 did its work, and the next link did not.',
      pt: 'Olhe a fila: há mensagens esperando? Então o S3 fez a parte dele, e a ligação seguinte não fez.',
    },
    {
      en: 'Lambda takes messages out of a queue by an event source mapping. Is it on?',
      pt: 'A Lambda tira mensagens da fila por meio de um mapeamento de origem de eventos. Ele está ligado?',
    },
  ],
  cause: {
    en: 'The mapping between the queue and the function is disabled.',
    pt: 'O mapeamento entre a fila e a função está desligado.',
  },
  explanation: {
    en: 'Somebody set the field Enabled of the event source mapping to false. Lambda does not ask the queue any more, so messages wait. Nothing is lost: SQS keeps them for days, and after the repair both files are counted by themselves.',
    pt: 'Alguém pôs o campo Enabled do mapeamento de origem de eventos em false. A Lambda não pergunta mais à fila, e as mensagens esperam. Nada se perde: o SQS as guarda por dias, e depois do conserto os dois arquivos são contados sozinhos.',
  },
  way: [
    {
      command: ['trace', 'janeiro.txt'],
      shows: { en: 'The messages wait in the queue.', pt: 'As mensagens esperam na fila.' },
      prints: /2 messages wait in the queue/,
    },
    {
      command: ['status'],
      shows: { en: 'The mapping is drifted: Enabled is false.', pt: 'O mapeamento está alterado: Enabled é false.' },
      prints: /Mapping .*drifted +Enabled/,
    },
  ],
};

export const NO_WAY_OUT: Words = {
  title: { en: 'A message that fails would be tried for ever', pt: 'Uma mensagem que falha seria tentada para sempre' },
  tells: {
    en: 'All files are counted today. But the review of the week asks: what happens to a message that can never be worked on?',
    pt: 'Todos os arquivos são contados hoje. Mas a revisão da semana pergunta: o que acontece com uma mensagem que nunca dá certo?',
  },
  hints: [
    {
      en: 'After five failures a message should leave the queue. Where does it go?',
      pt: 'Depois de cinco falhas, uma mensagem deveria sair da fila. Para onde ela vai?',
    },
    {
      en: 'The field RedrivePolicy of the queue says where, and after how many times.',
      pt: 'O campo RedrivePolicy da fila diz para onde, e depois de quantas vezes.',
    },
  ],
  cause: {
    en: 'The queue has no redrive policy: the way to the dead letters (DLQ) is cut.',
    pt: 'A fila está sem redrive policy: o caminho para as mensagens mortas (DLQ) foi cortado.',
  },
  explanation: {
    en: 'Without a redrive policy SQS gives a failing message back again and again until it expires. It costs calls, it delays the others, and nobody hears of it. A dead-letter queue takes it out after five receives, and keeps it for a person.',
    pt: 'Sem redrive policy, o SQS devolve a mensagem que falha de novo e de novo, até ela expirar. Isso custa chamadas, atrasa as outras, e ninguém fica sabendo. Uma fila de mensagens mortas (DLQ) a retira depois de cinco recebimentos e a guarda para uma pessoa.',
  },
  way: [
    {
      command: ['status'],
      shows: { en: 'The queue is drifted: RedrivePolicy.', pt: 'A fila está alterada: RedrivePolicy.' },
      prints: /SQS queue .*drifted +RedrivePolicy/,
    },
  ],
};

export const CODE: Words = {
  title: { en: 'The queue is empty, and still no count', pt: 'A fila está vazia, e mesmo assim não há contagem' },
  tells: {
    en: 'folha.txt was sent. The queue is empty, there are no dead letters, and no error. But the file has no count.',
    pt: 'folha.txt foi enviado. A fila está vazia, não há mensagens mortas nem erros. Mas o arquivo não tem contagem.',
  },
  hints: [
    {
      en: 'Somebody took the message and said "done". Who takes messages out of this queue?',
      pt: 'Alguém pegou a mensagem e disse "feito". Quem tira mensagens desta fila?',
    },
    {
      en: 'Does the function run what you deployed? AWS keeps a hash of it: CodeSha256.',
      pt: 'A função roda o que você implantou? A AWS guarda um hash disso: CodeSha256.',
    },
  ],
  cause: {
    en: 'The code of the worker function was replaced by other code.',
    pt: 'O código da função worker foi trocado por outro.',
  },
  explanation: {
    en: 'The new code answers "no failures" to every batch and does nothing. SQS believes the answer and deletes the messages. So "no errors" does not mean "it works": compare what came in with what came out. npm run reconcile does that, and an alarm too.',
    pt: 'O código novo responde "nenhuma falha" a cada lote e não faz nada. O SQS acredita na resposta e apaga as mensagens. Por isso "sem erros" não quer dizer "funciona": compare o que entrou com o que saiu. npm run reconcile faz isso, e um alarme também.',
  },
  way: [
    {
      command: ['records'],
      shows: { en: 'There is no record of the file.', pt: 'Não há registro do arquivo.' },
      prints: /^(?![\s\S]*folha\.txt)/,
    },
    {
      command: ['status'],
      shows: { en: 'The worker is drifted: CodeSha256.', pt: 'O worker está alterado: CodeSha256.' },
      prints: /Lambda function .*worker +drifted +CodeSha256/,
    },
  ],
};

export const POISON: Words = {
  title: { en: 'A mail tells of something that is no file', pt: 'Um e-mail fala de algo que não é arquivo' },
  tells: {
    en: 'The accountants got a strange mail. npm run status finds no part that is drifted or absent.',
    pt: 'Os contadores receberam um e-mail estranho. npm run status não encontra parte alterada nem ausente.',
  },
  hints: [
    {
      en: 'Read the mail: npm run inbox. Then look what the function says: npm run logs -- --errors.',
      pt: 'Leia o e-mail: npm run inbox. Depois veja o que a função diz: npm run logs -- --errors.',
    },
    {
      en: 'Not only S3 can send to a queue. Could the function read what came?',
      pt: 'Não é só o S3 que pode mandar para uma fila. A função conseguiu ler o que chegou?',
    },
  ],
  cause: {
    en: 'A message in the queue is not JSON, so no function can read it.',
    pt: 'Uma mensagem na fila não é JSON, por isso nenhuma função consegue lê-la.',
  },
  explanation: {
    en: 'A person wrote to the queue by hand. Such a message is called a poison message: it fails each time. The function says so once and gives it back; after five receives SQS moves it to the dead letters. There it is read by a person and deleted. Nothing is to be repaired.',
    pt: 'Uma pessoa escreveu na fila à mão. Isso se chama mensagem envenenada (poison message): ela falha sempre. A função avisa uma vez e a devolve; depois de cinco recebimentos o SQS a leva para as mensagens mortas (DLQ). Lá uma pessoa a lê e a apaga. Não há o que consertar.',
  },
  way: [
    {
      command: ['logs', '--errors'],
      shows: {
        en: 'One message failed for good: it is not JSON.',
        pt: 'Uma mensagem falhou de vez: ela não é JSON.',
      },
      prints: /failed for good.*not JSON/,
    },
  ],
};

export const MISSING_FILE: Words = {
  title: { en: 'A record says "failed"', pt: 'Um registro diz "falhou"' },
  tells: {
    en: 'Somebody says: "I uploaded balanço.txt, and the system could not count it." Is the system broken?',
    pt: 'Alguém diz: "Enviei balanço.txt, e o sistema não conseguiu contar." O sistema está quebrado?',
  },
  hints: [
    {
      en: 'The record itself gives a reason: npm run records -- --failures.',
      pt: 'O próprio registro dá um motivo: npm run records -- --failures.',
    },
    {
      en: 'Was there a file when the function came? npm run trace -- balanço.txt',
      pt: 'Havia um arquivo quando a função chegou? npm run trace -- balanço.txt',
    },
  ],
  cause: {
    en: 'The file was deleted from the bucket before it was read.',
    pt: 'O arquivo foi apagado do bucket antes de ser lido.',
  },
  explanation: {
    en: 'The event says that the file was uploaded. When the function came, the file was gone. No retry can cure that, so the function records a failure with its reason and does not throw an error. The system is right; whoever deleted the file must send it again.',
    pt: 'O evento diz que o arquivo foi enviado. Quando a função chegou, o arquivo já não estava lá. Nenhuma nova tentativa resolve, por isso a função registra uma falha com o motivo e não lança erro. O sistema está certo; quem apagou o arquivo precisa enviá-lo de novo.',
  },
  way: [
    {
      command: ['records', '--failures'],
      shows: { en: 'It was gone before it was read.', pt: 'Ele sumiu antes de ser lido.' },
      prints: /balanço\.txt .*gone before it was read/,
    },
    {
      command: ['trace', 'balanço.txt'],
      shows: {
        en: 'The event was received and worked on, and there was no file to count.',
        pt: 'O evento foi recebido e tratado, e não havia arquivo para contar.',
      },
      prints: /not countable: gone before it was read/,
    },
  ],
};

export const LATE: Words = {
  title: { en: 'Three events for two uploads', pt: 'Três eventos para dois envios' },
  tells: {
    en: 'caixa.txt was sent twice: first with 2 lines, then with 5. The log of the function has three lines about it. Is the count of 5 right, and what is the third line?',
    pt: 'caixa.txt foi enviado duas vezes: primeiro com 2 linhas, depois com 5. O log da função tem três linhas sobre ele. A contagem de 5 está certa, e o que é a terceira linha?',
  },
  hints: [
    {
      en: 'Read only the lines about this file: npm run logs -- --file caixa.txt',
      pt: 'Leia só as linhas sobre este arquivo: npm run logs -- --file caixa.txt',
    },
    {
      en: 'SQS and S3 do not promise any order. Each event carries a number, the sequencer. What does the function do when the number is smaller?',
      pt: 'O SQS e o S3 não prometem nenhuma ordem. Cada evento traz um número, o sequencer. O que a função faz quando o número é menor?',
    },
  ],
  cause: {
    en: 'An old event came late, after a newer one of the same file.',
    pt: 'Um evento antigo chegou atrasado, depois de um mais novo do mesmo arquivo.',
  },
  explanation: {
    en: 'S3 may report uploads late, twice, or in another order. The function compares sequencers: the old event was overtaken by a newer one and changed nothing. So the count of 5 is right. Without this comparison the late event would have written an older result over a newer one.',
    pt: 'O S3 pode avisar dos envios com atraso, duas vezes, ou em outra ordem. A função compara os sequencers: o evento antigo foi ultrapassado por um mais novo e não mudou nada. Por isso a contagem de 5 está certa. Sem essa comparação, o evento atrasado teria gravado um resultado velho sobre um novo.',
  },
  way: [
    {
      command: ['logs', '--file', 'caixa.txt'],
      shows: { en: 'One event was overtaken by a newer one.', pt: 'Um evento foi ultrapassado por um mais novo.' },
      prints: /overtaken by a newer one/,
    },
    {
      command: ['records', '--file', 'caixa.txt'],
      shows: { en: 'The record still has 5 lines.', pt: 'O registro continua com 5 linhas.' },
      prints: /caixa\.txt +5 /,
    },
  ],
};
