// ARNs of a policy that is the same in every account and region.

import type { Right } from '../engine/rights.ts';

/** The account and region in which the rights were written. */
export interface Origin {
  readonly account: string;
  readonly region: string;
}

/** IAM fills in the caller's account, but only after an ARN's fifth colon (IAM user guide, "Policy variables"). */
const OWN_ACCOUNT = `\${aws:PrincipalAccount}`;

/** The right for any account and region. This opens no other account, because that account must allow it too. */
export function leftOpen({ on, when, ...rest }: Right, { account, region }: Origin): Right {
  const inText = (text: string) => text.replaceAll(account, OWN_ACCOUNT);
  const inArn = (arn: string) => {
    const [scheme, partition, service, where, whose, ...thing] = arn.split(':');
    if (scheme !== 'arn') return arn;
    return [
      scheme,
      partition,
      service,
      where && '*',
      whose && '*',
      inText(thing.join(':')).replaceAll(region, '*'),
    ].join(':');
  };
  const inKeys = (operator: string, keys: object) =>
    Object.entries(keys).map(([key, value]) => {
      const change = operator === 'ArnLike' ? inArn : inText;
      return [key, typeof value === 'string' ? change(value) : value.map(change)];
    });
  const open = Object.entries(when ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(inKeys(operator, keys)),
  ]);
  return { ...rest, on: on.map(inArn), ...(when && { when: Object.fromEntries(open) }) };
}

/** "sqs", "lambda function", "s3 object": the kind of thing. */
export function kindOf(arn: string): string {
  const [, , service = '*', , , ...thing] = arn.split(':');
  const [first, ...more] = thing.join(':').replace(/^\//, '').split(/[:/]/);
  if (service === 's3') return arn.includes('/') ? 's3 object' : 's3 bucket';
  return more.length || service === 'apigateway' ? `${service} ${first}` : service;
}
