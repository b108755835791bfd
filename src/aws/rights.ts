// Rights of AWS services, in one line each: `may('sqs', 'CreateQueue TagQueue', arn)`.

import type { Conditions, Right } from '../engine/rights.ts';
import type { Ownership } from '../settings/settings.ts';

/**
 * @param service "sqs": the text before the colon of an action
 * @param actions names with blanks between them
 * @param on one ARN or several; `*` when AWS has no narrower resource
 */
export const may = (
  service: string,
  actions: string,
  on: string | readonly string[],
  more: Pick<Right, 'when' | 'sid'> = {},
): Right => ({
  actions: actions.split(/\s+/).map((action) => `${service}:${action}`),
  on: [on].flat(),
  ...more,
});

/** The statement for writes that AWS allows only on `*`: nothing can narrow them. */
export const WITHOUT_RESOURCE = { sid: 'WritesWithoutResource' };

export const equals = (keys: Conditions[string]): Conditions => ({ StringEquals: keys });

/** Only with our tags: in the call (RequestTag), or on the thing (ResourceTag). */
export const tagged = (where: 'RequestTag' | 'ResourceTag', { project, stage, stack }: Ownership, more = {}) =>
  equals({
    [`aws:${where}/project`]: project,
    [`aws:${where}/stage`]: stage,
    [`aws:${where}/stack`]: stack,
    ...more,
  });
