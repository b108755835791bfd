// The exercises of the line counter: a link is missing or off, code that does nothing, messages that nobody should trust.

import type { Exercise } from '../../operate/exercises/exercise.ts';
import { CODE, LATE, LINK, MAPPING, MISSING_FILE, NO_WAY_OUT, POISON } from './exercise-words.ts';

/** Loaded when one starts, because it needs all parts. */
const breaks = () => import('./exercise-breaks.ts');

export const EXERCISES: readonly Exercise[] = [
  {
    ...{ number: 1, name: 'notification-gone', repaired: true, ...LINK },
    part: ['notific', 'subscri', 'inscri', 'assinat', 'event'],
    wrong: ['missing', 'absent', 'gone', 'delet', 'remov', 'falta', 'sumiu', 'apag', 'exclu', 'ausent', 'nao exist'],
    begin: async (site) => (await breaks()).notificationGone(site),
  },
  {
    ...{ number: 2, name: 'mapping-off', repaired: true, ...MAPPING },
    part: ['mapping', 'mapeamento', 'gatilho', 'trigger', 'event source'],
    wrong: ['disabl', 'off', 'turned', 'switch', 'deslig', 'desativ', 'desabilit', 'enabled', 'inativ'],
    begin: async (site) => (await breaks()).mappingOff(site),
  },
  {
    ...{ number: 4, name: 'no-dead-letters', repaired: true, ...NO_WAY_OUT },
    part: ['redrive', 'dead letter', 'dlq', 'mensagens mortas', 'mensagem morta'],
    wrong: ['cut', 'no way', 'without', 'remov', 'delet', 'missing', 'sem', 'falta', 'apag', 'tirou', 'retir', 'gone'],
    begin: async (site) => (await breaks()).noDeadLetters(site),
  },
  {
    ...{ number: 7, name: 'other-code', repaired: true, ...CODE },
    part: ['code', 'codigo', 'codesha', 'program', 'handler'],
    wrong: ['replac', 'other', 'chang', 'differ', 'nothing', 'troc', 'outro', 'mud', 'altera', 'nao faz', 'substitu'],
    begin: async (site) => (await breaks()).otherCode(site),
  },
  {
    ...{ number: 8, name: 'poison', repaired: false, ...POISON },
    part: ['message', 'mensagem'],
    wrong: [
      'json',
      'poison',
      'unreadable',
      'not an event',
      'not an s3',
      'veneno',
      'envenen',
      'ilegivel',
      'nao e um evento',
    ],
    begin: async (site) => (await breaks()).poison(site),
  },
  {
    ...{ number: 9, name: 'file-gone', repaired: false, ...MISSING_FILE },
    part: ['file', 'object', 'arquivo', 'objeto', 'balanco'],
    wrong: ['gone', 'delet', 'remov', 'not there', 'no longer', 'apag', 'exclu', 'sumiu', 'nao exist', 'antes de'],
    begin: async (site) => (await breaks()).fileGone(site),
  },
  {
    ...{ number: 10, name: 'late-event', repaired: false, ...LATE },
    part: ['event', 'mensagem', 'message', 'notific'],
    wrong: ['old', 'late', 'overtak', 'order', 'antig', 'atras', 'velh', 'ultrapass', 'ordem', 'tarde', 'stale'],
    begin: async (site) => (await breaks()).lateEvent(site),
  },
];
