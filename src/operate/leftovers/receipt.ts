// The receipt: an independent look says that nothing is left, or names it. SQS lists a deleted queue for up to 60 s
// (SQS API reference, DeleteQueue), so we look again before we call a thing left. SNS lists a subscription for hours
// longer than its topic, so we do not wait for that and report it separately (`stays`).

import type { Owned } from '../../aws/clients.ts';
import { type Listed, ownerName } from '../../aws/listing.ts';
import { Problem } from '../../engine/problems.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { inBoth, inEnglish, type Language, type Text, translated } from '../../engine/text.ts';
import { type Context, duration, until } from '../../engine/wait.ts';
import { servicesOf } from '../../resources/services.ts';
import { nextCommand } from '../../screen/next-command.ts';
import { findLeftovers } from './find.ts';

/** Seconds that a listing may be late. */
const LAG = 90;

/** Looks until nothing is left, or until listings cannot be late. @param parts a system's parts, or its steps */
export function lookAgain(cloud: Owned, parts: object, ctx: Context): Promise<Listed[]> {
  return until(ctx, { en: 'looking again', pt: 'olhando de novo' }, LAG + 10, async (waited) => {
    const there = await findLeftovers(cloud, parts);
    const left = there.filter(counts);
    if (left.length && waited < LAG)
      ctx.tell({
        en: `still listed: ${list(left, 'en')}, ${duration(waited)} of at most ${duration(LAG)}`,
        pt: `ainda na lista: ${list(left, 'pt')}, ${duration(waited, 'pt')} de no máximo ${duration(LAG, 'pt')}`,
      });
    return left.length && waited < LAG ? undefined : there;
  });
}

/** The agreed fields for programs, in English. */
export const listedLine = ({ why, stays, ...listed }: Listed): object => ({
  ...listed,
  ...(why !== undefined && { why: inEnglish(why) }),
  ...(stays !== undefined && { stays: inEnglish(stays) }),
});

/** Is it a leftover? */
export const counts = ({ stays }: Listed): boolean => !stays;

/**
 * @param parts a system's parts, or its steps: their services were listed
 * @param named have the leftovers been shown already? Then they are only counted
 * @throws Problem that names everything that is left
 */
export function receipt(cloud: Owned, parts: object, there: readonly Listed[], now = new Date(), named = false): Text {
  const stack = ownerName(cloud);
  const where = {
    en: `account ${cloud.account}, ${cloud.region}`,
    pt: `na conta ${cloud.account}, ${cloud.region}`,
  };
  const left = there.filter(counts);
  if (left.length) throw stillThere(cloud, where, left, named);
  const lookedAt = servicesOf(stepsOf(parts)).flatMap(({ looksAt }) => looksAt);
  return translated((language) => {
    const say = RECEIPT[language];
    const listed = lookedAt.map((what) => inBoth(what)[language]).join(', ');
    return [
      `${say.receipt}, ${now.toISOString()}: ${say.nothing} ${stack} ${say.left}${where[language]}.`,
      ...there.map(({ service, name, stays = '' }) => `${service} ${name} ${say.stays}: ${inBoth(stays)[language]}.`),
      `${say.lookedAt}: ${listed}.`,
    ].join('\n');
  });
}

const RECEIPT = {
  en: { receipt: 'Receipt', nothing: 'nothing of', left: 'is left in ', stays: 'stays', lookedAt: 'Looked at' },
  pt: { receipt: 'Recibo', nothing: 'não sobrou nada de', left: '', stays: 'fica', lookedAt: 'Foram olhados' },
};

function stillThere(cloud: Owned, where: Text, left: readonly Listed[], named: boolean): Problem {
  const stack = ownerName(cloud);
  const [down, leftovers] = [nextCommand(cloud, 'down'), nextCommand(cloud, 'leftovers')];
  const listed = (language: Language) => (named ? '' : `: ${list(left, language)}`);
  return new Problem(
    {
      en: `${left.length === 1 ? '1 thing' : `${left.length} things`} of ${stack} left in ${where.en}${listed('en')}.`,
      pt: `${left.length === 1 ? 'Sobrou 1 item' : `Sobraram ${left.length} itens`} de ${stack} ${where.pt}${listed('pt')}.`,
    },
    {
      next: {
        en: `${down} removes what it can. AWS may still be deleting the rest: ${leftovers} looks again.`,
        pt: `${down} remove o que pode. A AWS talvez ainda esteja apagando o resto: ${leftovers} olha de novo.`,
      },
    },
  );
}

const list = (left: readonly Listed[], language: Language) =>
  left.map(({ service, name, why }) => `${service} ${name}${why ? ` (${inBoth(why)[language]})` : ''}`).join(', ');
