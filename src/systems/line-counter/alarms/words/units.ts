// What the thresholds of the rows count, in Portuguese. The rows say it in English.

import type { Language } from '../../../../patterns/alarms/row.ts';

const UNITS: Readonly<Record<string, string>> = {
  connections: 'conexões',
  files: 'arquivos',
  'hours with uploads and no record': 'horas com envios e nenhum registro',
  invocations: 'invocações',
  keys: 'chaves',
  mails: 'e-mails',
  messages: 'mensagens',
  milliseconds: 'milissegundos',
  'minutes of work waiting': 'minutos de trabalho esperando',
  percent: 'por cento',
  'periods with refused requests': 'períodos com pedidos recusados',
  requests: 'pedidos',
  'periods in which messages wait and nothing runs': 'períodos em que mensagens esperam e nada roda',
  'periods with mails that nobody got': 'períodos com e-mails que ninguém recebeu',
  'periods with records and no mail': 'períodos com registros e nenhum e-mail',
  reports: 'informes',
  'results a message that was done with': 'resultados por mensagem concluída',
  seconds: 'segundos',
};

/** @throws Error for a unit without a Portuguese word */
export function unitIn(language: Language, unit: string): string {
  const words = language === 'en' ? unit : UNITS[unit];
  if (words === undefined) throw new Error(`The unit "${unit}" has no Portuguese word: write one into UNITS.`);
  return words;
}
