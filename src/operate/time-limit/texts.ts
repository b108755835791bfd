// What `up` and `status` say of a time limit.

import { type Text, translated } from '../../engine/text.ts';
import { duration } from '../../engine/wait.ts';
import { localTime } from '../../screen/table.ts';
import type { LimitNow } from './limit-now.ts';

/** "2026-11-27 15:20 (in 2 h 59 min)" */
const when = (at: Date): Text =>
  translated((language) => {
    const left = duration(Math.max(60, Math.floor((at.getTime() - Date.now()) / 60_000) * 60), language);
    return `${localTime(at).slice(0, 16)} (${{ en: 'in', pt: 'em' }[language]} ${left})`;
  });

/** For the question before `up`. */
export const untilText = (at: Date): Text => ({
  en: `at most until ${when(at).en}`,
  pt: `no máximo até ${when(at).pt}`,
});

/** A line of `status`. */
export const limitLine = (limit: LimitNow | 'over'): Text =>
  limit === 'over'
    ? {
        en: 'over: what was billed by the hour was ended',
        pt: 'terminou: o que era cobrado por hora foi encerrado',
      }
    : {
        en: `${when(limit.at).en} ends ${limit.ends.join(', ')}`,
        pt: `${when(limit.at).pt} encerra ${limit.ends.join(', ')}`,
      };

interface Set extends LimitNow {
  /** Does a part lose what it holds? */
  readonly loses: boolean;
  readonly local: boolean;
  readonly down: string;
}

export function limitIsSet({ at, ends, loses, local, down }: Set): Text {
  const who = local ? { en: 'the local cloud', pt: 'a nuvem local' } : { en: 'AWS', pt: 'a AWS' };
  const lost = loses
    ? { en: ' What is in a cache or a database is lost then.', pt: ' O que está num cache ou banco de dados se perde.' }
    : NOTHING;
  return {
    en: `Time limit: ${when(at).en} ${who.en} by itself ends ${ends.join(', ')}.${lost.en} The rest stays and costs little:  ${down}`,
    pt: `Limite de tempo: ${when(at).pt} ${who.pt} encerra sozinha ${ends.join(', ')}.${lost.pt} O resto fica e custa pouco:  ${down}`,
  };
}

export const KEPT: Text = {
  en: 'The time limit stays as it was. --for gives another one, and --for off cancels it.',
  pt: 'O limite de tempo continua como estava. --for dá outro, e --for off o cancela.',
};
export const CANCELLED: Text = {
  en: 'The time limit is cancelled: nothing ends by itself.',
  pt: 'O limite de tempo foi cancelado: nada é encerrado sozinho.',
};
export const NO_LIMIT: Text = {
  en: 'There was no time limit to cancel.',
  pt: 'Não havia limite de tempo para cancelar.',
};
export const OVER: Text = {
  en: 'An earlier time limit was over: what it ended is made again. Now there is no limit.',
  pt: 'Um limite de tempo anterior já tinha terminado: o que ele encerrou é criado de novo. Agora não há limite.',
};
export const notAllowed = (down: string): Text => ({
  en: `This account allows no time limit (EventBridge Scheduler), so nothing ends by itself. Remove the system when you have finished:  ${down}`,
  pt: `Esta conta não permite limite de tempo (EventBridge Scheduler), então nada é encerrado sozinho. Remova o sistema quando terminar:  ${down}`,
});
export const notMade = (down: string): Text => ({
  en: `The time limit was not made completely: see above. Do not rely on it; remove the system when you have finished:  ${down}`,
  pt: `O limite de tempo não ficou completo: veja acima. Não conte com ele; remova o sistema quando terminar:  ${down}`,
});

const NOTHING: Text = { en: '', pt: '' };
