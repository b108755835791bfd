// Prices in words, in both languages. They stay in dollars, because AWS's price pages use dollars.

import type { About } from '../engine/lifecycle.ts';
import { type CostSoFar, restingPrice } from '../engine/price.ts';
import { stepsOf } from '../engine/steps-of.ts';
import { type Text, translated } from '../engine/text.ts';
import { duration } from '../engine/wait.ts';

/** "$0.0128", "US$ 0,0128" @param amount the digits to show */
const dollars = (amount: string): Text => ({ en: `$${amount}`, pt: `US$ ${amount.replace('.', ',')}` });

/** "$0.02 an hour; started hours count whole", "free" */
export function costOf({ perHour, perMonth, moreFor, costs }: Omit<About, 'what' | 'why' | 'console'>): Text {
  const price = perHour ? dollars(String(perHour)) : dollars((perMonth ?? 0).toFixed(2));
  const time = perHour ? { en: ' an hour', pt: ' por hora' } : { en: ' a month', pt: ' por mês' };
  const free = { en: costs ? 'free at rest' : 'free', pt: costs ? 'grátis em repouso' : 'grátis' };
  const more = moreFor ? { en: `, more for ${moreFor}`, pt: `, mais para ${moreFor}` } : { en: '', pt: '' };
  const inLanguage = (language: keyof Text) => {
    const base = perHour || perMonth ? price[language] + time[language] + more[language] : free[language];
    return costs ? `${base}; ${costs[language]}` : base;
  };
  return { en: inLanguage('en'), pt: inLanguage('pt') };
}

/** "about $0.037 an hour at us-east-1 prices", for every region. @param parts a system's parts, or its steps */
export function restingCost(parts: object): Text {
  const { perHour, moreFor } = restingPrice(stepsOf(parts));
  const price = dollars(perHour.toFixed(3));
  const [more, mais] = moreFor.length ? [`, more for ${moreFor.join()}`, `, mais para ${moreFor.join()}`] : ['', ''];
  return {
    en: `about ${price.en} an hour at us-east-1 prices${more}`,
    pt: `cerca de ${price.pt} por hora, a preços de us-east-1${mais}`,
  };
}

/** "about $0.12 in 3 h 10 min". Of a local cloud: what it would have cost on AWS. */
export function costSoFarText({ dollars: amount, seconds }: CostSoFar, local: boolean): Text {
  const little = amount < 0.01;
  const price = dollars(little ? '0.01' : amount.toFixed(2));
  const about = little ? { en: 'less than', pt: 'menos de' } : { en: 'about', pt: 'cerca de' };
  const time = translated((language) => duration(seconds, language));
  const here = local ? { en: ' on AWS; here nothing is billed', pt: ' na AWS; aqui nada é cobrado' } : NOTHING;
  return {
    en: `${about.en} ${price.en} in ${time.en}${here.en}`,
    pt: `${about.pt} ${price.pt} em ${time.pt}${here.pt}`,
  };
}

const NOTHING: Text = { en: '', pt: '' };
