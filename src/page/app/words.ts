// Every word of the page, in both languages. "{0}" is the first value.

import type { Code, FlowKind, FlowNumber, TabName, Text } from '../contract.ts';

const REFUSED = {
  'signed-out': {
    en: 'You are not signed in. Open the link of your invitation.',
    pt: 'Você não entrou. Abra o link do seu convite.',
  },
  'invitation-late': {
    en: 'This invitation has ended. Ask for a new link.',
    pt: 'Este convite acabou. Peça um novo link.',
  },
  'invitation-wrong': {
    en: 'This link is not complete, or is not for this system. Open it again as you got it.',
    pt: 'Este link não está completo ou não é deste sistema. Abra-o de novo como o recebeu.',
  },
  'invitation-revoked': {
    en: 'This invitation is no longer valid: all links were renewed. Ask for a new one.',
    pt: 'Este convite não vale mais: todos os links foram trocados. Peça um novo.',
  },
  'not-allowed': {
    en: 'Your invitation does not allow this.',
    pt: 'Seu convite não permite isso.',
  },
  'other-site': {
    en: 'This request came from another site, so it was refused.',
    pt: 'Este pedido veio de outro site e foi recusado.',
  },
  'bad-request': {
    en: 'The request was not understood. Load the page again.',
    pt: 'O pedido não foi entendido. Carregue a página de novo.',
  },
  'bad-name': {
    en: 'A file cannot have this name here. Give it a shorter name without special signs.',
    pt: 'Um arquivo não pode ter este nome aqui. Dê um nome mais curto, sem sinais especiais.',
  },
  'too-large': { en: 'The file is too large.', pt: 'O arquivo é grande demais.' },
  exists: { en: 'This file was already sent.', pt: 'Este arquivo já foi enviado.' },
  'not-found': { en: 'It is not there any more.', pt: 'Não está mais lá.' },
  'slow-down': { en: 'Too many requests. The page tries again.', pt: 'Pedidos demais. A página tenta de novo.' },
  failed: { en: 'The server failed. The page tries again.', pt: 'O servidor falhou. A página tenta de novo.' },
} satisfies Record<Code, Text>;

const TABS = {
  'tab-send': { en: 'Send', pt: 'Enviar' },
  'tab-files': { en: 'Files', pt: 'Arquivos' },
  'tab-flow': { en: 'The flow', pt: 'O fluxo' },
  'tab-mails': { en: 'Mails', pt: 'E-mails' },
} satisfies Record<`tab-${TabName}`, Text>;

const KINDS = {
  'kind-page': { en: 'Web page', pt: 'Página web' },
  'kind-bucket': { en: 'Bucket', pt: 'Bucket' },
  'kind-queue': { en: 'Queue', pt: 'Fila' },
  'kind-dead-letters': { en: 'Dead letters', pt: 'Fila DLQ' },
  'kind-function': { en: 'Function', pt: 'Função' },
  'kind-cache': { en: 'Cache', pt: 'Cache' },
  'kind-table': { en: 'Table', pt: 'Tabela' },
  'kind-database': { en: 'Database', pt: 'Banco de dados' },
  'kind-server': { en: 'Server', pt: 'Servidor' },
  'kind-volume': { en: 'Volume', pt: 'Volume' },
  'kind-topic': { en: 'Topic', pt: 'Tópico' },
  'kind-email': { en: 'E-mail', pt: 'E-mail' },
  'kind-alarms': { en: 'Alarms', pt: 'Alarmes' },
  'kind-other': { en: 'Part', pt: 'Parte' },
} satisfies Record<`kind-${FlowKind}`, Text>;

const NUMBERS = {
  'number-waiting': { en: '{0} waiting', pt: '{0} esperando' },
  'number-in-flight': { en: '{0} in progress', pt: '{0} em andamento' },
  'number-dead': { en: '{0} dead', pt: '{0} mortas' },
  'number-records': { en: '{0} records', pt: '{0} registros' },
  'number-mails': { en: '{0} mails', pt: '{0} e-mails' },
  'number-items': { en: '{0} items', pt: '{0} itens' },
  'number-objects': { en: '{0} objects', pt: '{0} objetos' },
} satisfies Record<`number-${FlowNumber['name']}`, Text>;

/** Where one is not called like many. */
const ONE = {
  'one-dead': { en: '1 dead', pt: '1 morta' },
  'one-records': { en: '1 record', pt: '1 registro' },
  'one-mails': { en: '1 mail', pt: '1 e-mail' },
  'one-items': { en: '1 item', pt: '1 item' },
  'one-objects': { en: '1 object', pt: '1 objeto' },
} satisfies Record<`one-${string}`, Text>;

/** Steps of a file, as servers name them. */
const STEPS = {
  'step-uploaded': { en: 'uploaded', pt: 'enviado' },
  'step-event sent': { en: 'event sent', pt: 'evento enviado' },
  'step-received': { en: 'received', pt: 'recebido' },
  'step-counted': { en: 'counted', pt: 'contado' },
  'step-recorded': { en: 'recorded', pt: 'registrado' },
  'step-announced': { en: 'announced', pt: 'anunciado' },
  'step-comes back': { en: 'comes back to the queue', pt: 'volta para a fila' },
  'step-success': { en: 'recorded', pt: 'registrado' },
  'step-failure': { en: 'recorded as a failure', pt: 'registrado como falha' },
  'step-accepted': { en: 'accepted', pt: 'aceito' },
  'step-rejected': { en: 'rejected', pt: 'rejeitado' },
} satisfies Record<`step-${string}`, Text>;

export const WORDS = {
  ...REFUSED,
  ...TABS,
  ...KINDS,
  ...NUMBERS,
  ...ONE,
  ...STEPS,
  offline: {
    en: 'No connection. The page goes on when it is back.',
    pt: 'Sem conexão. A página continua quando ela voltar.',
  },
  language: { en: 'Language', pt: 'Idioma' },
  tabs: { en: 'Parts of this page', pt: 'Partes desta página' },
  welcome: { en: '{0}, until {1}', pt: '{0}, até {1}' },
  'sign-out': { en: 'Sign out', pt: 'Sair' },
  'signed-out-title': { en: 'Please open your invitation', pt: 'Abra o seu convite' },
  'server-closed': {
    en: 'The server does not answer. If it was npm run board, start it again.',
    pt: 'O servidor não responde. Se era o npm run board, inicie-o de novo.',
  },

  drop: { en: 'Drop files or folders here', pt: 'Solte arquivos ou pastas aqui' },
  choose: { en: 'Choose files', pt: 'Escolher arquivos' },
  'choose-folder': { en: 'Choose a folder', pt: 'Escolher uma pasta' },
  all: { en: 'All files', pt: 'Todos os arquivos' },
  sum: { en: '{0} of {1} files sent, {2} of {3}', pt: '{0} de {1} arquivos enviados, {2} de {3}' },
  'sum-fates': { en: '{0} counted, {1} waiting, {2} failed', pt: '{0} contados, {1} esperando, {2} com falha' },
  file: { en: 'File', pt: 'Arquivo' },
  bytes: { en: 'Size', pt: 'Tamanho' },
  state: { en: 'State', pt: 'Estado' },
  'state-queued': { en: 'in line', pt: 'na fila' },
  'state-reading': { en: 'reading', pt: 'lendo' },
  'state-sending': { en: 'sending', pt: 'enviando' },
  'state-sent': { en: 'sent, waits to be counted', pt: 'enviado, espera a contagem' },
  'state-counted-one': { en: '1 line', pt: '1 linha' },
  'state-counted': { en: '{0} lines', pt: '{0} linhas' },
  'state-failed': { en: 'cannot be counted: {0}', pt: 'não pode ser contado: {0}' },
  'state-retry': { en: 'sending failed, tried again', pt: 'o envio falhou, tentando de novo' },
  changed: {
    en: 'the file changed while it was sent. Save it, and choose it again.',
    pt: 'o arquivo mudou durante o envio. Salve-o e escolha-o de novo.',
  },
  'other-tab': {
    en: 'another tab sends this file',
    pt: 'outra aba envia este arquivo',
  },
  refused: { en: 'not sent: {0}', pt: 'não enviado: {0}' },
  'bucket-refused': { en: 'the bucket refused it ({0})', pt: 'o bucket recusou ({0})' },
  'not-reached': {
    en: 'the bucket was not reached. Choose the file again.',
    pt: 'o bucket não foi alcançado. Escolha o arquivo de novo.',
  },
  unfinished: { en: 'Not finished', pt: 'Não terminados' },
  'unfinished-why': {
    en: 'Choose the same file again: only what is missing is sent.',
    pt: 'Escolha o mesmo arquivo de novo: só é enviado o que falta.',
  },
  'left-out-one': { en: '1 hidden or temporary file was left out', pt: '1 arquivo oculto ou temporário ficou de fora' },
  'left-out': {
    en: '{0} hidden or temporary files were left out',
    pt: '{0} arquivos ocultos ou temporários ficaram de fora',
  },
  forget: { en: 'Give up {0}', pt: 'Desistir de {0}' },
  'cache-away': {
    en: 'The cache does not answer, so counts are not shown. Files wait in the queue and none is lost.',
    pt: 'O cache não responde, então as contagens não aparecem. Os arquivos esperam na fila e nenhum se perde.',
  },
  'status-line': {
    en: '{0} waiting, {1} being worked on, {2} dead letters',
    pt: '{0} esperando, {1} em andamento, {2} mensagens mortas',
  },

  search: { en: 'Search by name', pt: 'Procurar pelo nome' },
  csv: { en: 'Download as CSV', pt: 'Baixar como CSV' },
  more: { en: 'Show more', pt: 'Mostrar mais' },
  lines: { en: 'Lines', pt: 'Linhas' },
  when: { en: 'When', pt: 'Quando' },
  'no-files': { en: 'No file yet.', pt: 'Nenhum arquivo ainda.' },
  'found-one': { en: '1 file', pt: '1 arquivo' },
  found: { en: '{0} files', pt: '{0} arquivos' },
  'reason-failed': { en: 'not counted: {0}', pt: 'não contado: {0}' },

  'no-mails': { en: 'No mail yet.', pt: 'Nenhum e-mail ainda.' },

  'flow-of': { en: 'The way of the data through {0}', pt: 'O caminho dos dados por {0}' },
  'flow-at': { en: 'Numbers of {0}', pt: 'Números de {0}' },
  'flow-why': { en: 'Why it is there', pt: 'Por que existe' },
  'flow-cost': { en: 'At rest', pt: 'Em repouso' },
  'flow-price': { en: 'US$ {0} an hour', pt: 'US$ {0} por hora' },
  'flow-free': { en: 'nothing', pt: 'nada' },
  'flow-where': { en: 'In the AWS console', pt: 'No console da AWS' },
  'flow-alarms': { en: 'Alarms', pt: 'Alarmes' },
  'flow-ringing-one': { en: '1 alarm rings', pt: '1 alarme toca' },
  'flow-ringing': { en: '{0} alarms ring', pt: '{0} alarmes tocam' },
  'flow-quiet': { en: 'no alarm rings', pt: 'nenhum toca' },
  'flow-problem': { en: 'Could not ask: {0}', pt: 'Não foi possível perguntar: {0}' },
  'flow-unknown': { en: 'not known', pt: 'não se sabe' },
  'state-OK': { en: 'quiet', pt: 'quieto' },
  'state-ALARM': { en: 'RINGS', pt: 'TOCA' },
  'state-INSUFFICIENT_DATA': { en: 'no data yet', pt: 'ainda sem dados' },
  close: { en: 'Close', pt: 'Fechar' },
  redrive: { en: 'Try these messages again', pt: 'Tentar estas mensagens de novo' },
  'redrive-one': { en: '1 message was sent back', pt: '1 mensagem foi devolvida' },
  redriven: { en: '{0} messages were sent back', pt: '{0} mensagens foram devolvidas' },
  'trace-step': { en: '{0}: {1} ({2}), {3}', pt: '{0}: {1} ({2}), {3}' },
} satisfies Record<string, Text>;

export type Word = keyof typeof WORDS;

/** A step of a file in words. A server that is newer than this page may name others: they are shown as they are. */
export const isWord = (word: string): word is Word => Object.hasOwn(WORDS, word);
