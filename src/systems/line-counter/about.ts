// What the parts of the line counter are and why they exist: texts only, one entry for each part, with the names of
// parts.ts.

import type { Purpose } from '../../engine/lifecycle.ts';

const SERVER = {
  valkey: {
    en: 'A Valkey server (the open continuation of Redis) run by ElastiCache: the memory of the system.',
    pt: 'Um servidor Valkey (a continuação aberta do Redis) mantido pelo ElastiCache: a memória do sistema.',
  },
  redis: {
    en: 'A Redis server run by ElastiCache: the memory of the system.',
    pt: 'Um servidor Redis mantido pelo ElastiCache: a memória do sistema.',
  },
};

export const about = {
  /** Only why, because a network itself says what it is. */
  network: {
    en: 'ElastiCache lives only inside a VPC, so the function that writes to it must be there too.',
    pt: 'O ElastiCache só existe dentro de uma VPC, então a função que grava nele também precisa estar lá.',
  },
  bucket: {
    what: {
      en: 'Where the accountants’ files arrive and are kept.',
      pt: 'Onde os arquivos dos contadores chegam e ficam guardados.',
    },
    why: {
      en: 'It stores any amount, keeps old versions, and tells others when a file arrives.',
      pt: 'Guarda qualquer quantidade, mantém versões antigas e avisa quando chega um arquivo.',
    },
  },
  deadLetters: {
    what: {
      en: 'The dead-letter queue: where a message goes that failed five times.',
      pt: 'A fila de mensagens mortas (DLQ): para onde vai uma mensagem que falhou cinco vezes.',
    },
    why: {
      en: 'Nothing is lost: it waits here for 14 days until somebody has looked.',
      pt: 'Nada se perde: a mensagem espera aqui por 14 dias até que alguém a examine.',
    },
  },
  queue: {
    what: {
      en: 'The queue between S3 and the function: messages wait here.',
      pt: 'A fila entre o S3 e a função: as mensagens esperam aqui.',
    },
    why: {
      en: 'A thousand uploads at once, or a cache that is down for an hour: messages wait, none is lost.',
      pt: 'Mil envios de uma vez, ou um cache fora do ar por uma hora: as mensagens esperam e nenhuma se perde.',
    },
  },
  topic: {
    what: {
      en: 'An SNS topic: it sends each message to all subscribers.',
      pt: 'Um tópico do SNS: envia cada mensagem a todos os assinantes.',
    },
    why: {
      en: 'The function need not know who wants to hear; e-mail today, something else tomorrow.',
      pt: 'A função não precisa saber quem quer receber: hoje e-mail, amanhã outra coisa.',
    },
  },
  cacheSubnets: {
    what: {
      en: 'The list of subnets in which the cache may live.',
      pt: 'A lista de sub-redes em que o cache pode ficar.',
    },
    why: {
      en: 'It keeps the cache inside our private network (FSBP ElastiCache.7).',
      pt: 'Mantém o cache dentro da nossa rede privada (FSBP ElastiCache.7).',
    },
  },
  cache: (engine: keyof typeof SERVER): Purpose => ({
    what: SERVER[engine],
    why: {
      en: 'It keeps file name and number of lines, and a Lua script decides there, atomically, whether a result is new.',
      pt: 'Guarda o nome do arquivo e o número de linhas, e um script Lua decide lá, de forma atômica, se um resultado é novo.',
    },
  }),
  queueToWorker: (batchSize: number): Purpose => ({
    what: {
      en: `Lambda empties the queue: it takes up to ${batchSize} messages at a time and calls the function.`,
      pt: `A Lambda esvazia a fila: pega até ${batchSize} mensagens por vez e chama a função.`,
    },
    why: {
      en: 'The function reports which messages failed; only those come back.',
      pt: 'A função informa quais mensagens falharam; só essas voltam.',
    },
  }),
  bucketToQueue: {
    what: {
      en: 'From here on, every upload puts a message into the queue.',
      pt: 'A partir daqui, cada envio coloca uma mensagem na fila.',
    },
    why: {
      en: 'Nobody has to ask the bucket whether something is new.',
      pt: 'Ninguém precisa perguntar ao bucket se há algo novo.',
    },
  },
  topicToEmail: {
    what: {
      en: 'The address that hears of every counted file.',
      pt: 'O endereço que recebe a notícia de cada arquivo contado.',
    },
    why: {
      en: 'AWS asks the reader of the mailbox first: open its mail and confirm.',
      pt: 'A AWS pergunta antes ao dono da caixa de correio: abra o e-mail dela e confirme.',
    },
  },

  page: {
    key: {
      what: {
        en: 'The key that signs invitations to the page, kept as an encrypted parameter.',
        pt: 'A chave que assina os convites para a página, guardada como parâmetro criptografado.',
      },
      why: {
        en: 'Whoever has it can let people in, so the page itself knows only its public half.',
        pt: 'Quem a tem pode deixar pessoas entrar, então a própria página só conhece a metade pública.',
      },
    },
    function: {
      what: {
        en: 'Serves the page and answers what it asks.',
        pt: 'Entrega a página e responde ao que ela pede.',
      },
      why: {
        en: 'Accountants send files from a browser; the files themselves go straight to the bucket, not through it.',
        pt: 'Os contadores enviam arquivos pelo navegador; os arquivos vão direto para o bucket, sem passar por ela.',
      },
    },
    role: {
      en: 'The page takes files below web/, asks the reader for records, counts messages, and gives dead letters back.',
      pt: 'A página recebe arquivos em web/, pede registros ao leitor, conta mensagens e devolve as mensagens mortas à fila.',
    },
    environment: {
      en: 'Where the function finds the bucket and the reader, and the public half of the key.',
      pt: 'Onde a função encontra o bucket e o leitor, e a metade pública da chave.',
    },
    api: {
      what: {
        en: 'The address of the page on the internet, with TLS.',
        pt: 'O endereço da página na internet, com TLS.',
      },
      why: {
        en: 'It limits how many requests arrive, logs each, and costs nothing while nobody asks.',
        pt: 'Limita quantas requisições chegam, registra cada uma e não custa nada enquanto ninguém pede.',
      },
    },
    permission: {
      what: {
        en: 'The permission for this one API to call the function of the page.',
        pt: 'A permissão para que só esta API chame a função da página.',
      },
      why: {
        en: 'Without it the API answers every request with an error, and no log says why.',
        pt: 'Sem ela a API responde a tudo com um erro, e nenhum log diz por quê.',
      },
    },
    integration: {
      what: {
        en: 'What the API does with a request: it calls the function and waits for its answer.',
        pt: 'O que a API faz com uma requisição: chama a função e espera a resposta.',
      },
      why: {
        en: 'One function serves page and API, so the browser speaks to one address only.',
        pt: 'Uma só função entrega a página e a API, então o navegador fala com um único endereço.',
      },
    },
    route: {
      what: {
        en: 'Every path and method goes to the same integration.',
        pt: 'Todo caminho e método vai para a mesma integração.',
      },
      why: {
        en: 'The function itself decides what exists and who may see it.',
        pt: 'A própria função decide o que existe e quem pode ver.',
      },
    },
    accessLog: {
      what: {
        en: 'A line for each request: when, from where, which path, which status.',
        pt: 'Uma linha por requisição: quando, de onde, qual caminho, qual status.',
      },
      why: {
        en: 'It shows also what never reached the function: requests that were too many.',
        pt: 'Mostra também o que nunca chegou à função: as requisições em excesso.',
      },
    },
    stage: {
      what: {
        en: 'Puts the API on the internet: at most 50 requests a second, 100 at once.',
        pt: 'Põe a API na internet: no máximo 50 requisições por segundo, 100 de uma vez.',
      },
      why: {
        en: 'Without a limit one person could use up all functions of the account.',
        pt: 'Sem limite, uma só pessoa poderia ocupar todas as funções da conta.',
      },
    },
    cors: {
      what: {
        en: 'The rule that lets this page, and no other, send files from a browser to the bucket.',
        pt: 'A regra que deixa só esta página enviar arquivos do navegador ao bucket.',
      },
      why: {
        en: 'A browser asks the bucket first whether a page of another address may send to it.',
        pt: 'O navegador pergunta antes ao bucket se uma página de outro endereço pode enviar a ele.',
      },
    },
  },
};
