// The names of the line counter's parts, computed from PROJECT and STAGE and stored nowhere. Commands that need only a
// name import this file alone, so they start without the parts.

import type { Settings } from '../../settings/settings.ts';
import { stageNames } from '../../settings/stage-names.ts';

export const STACK = 'line-counter';

/** Names of the parts, made from the name of the stack. */
export const partNames = (stack: string, account: string) => ({
  stack,
  bucket: `${stack}-${account}`,
  queue: `${stack}-jobs`,
  deadLetters: `${stack}-dead-letters`,
  topic: `${stack}-results`,
  worker: `${stack}-worker`,
  reader: `${stack}-records-reader`,
  /** The function of the page, and its API. */
  page: `${stack}-page`,
  /** API Gateway may write into groups of this beginning without one more policy for each (CloudWatch Logs user guide). */
  accessLog: `/aws/vendedlogs/${stack}-page`,
  invitationKey: `/${stack}/invitation-key`,
  boundary: `${stack}-boundary`,
  mailbox: `${stack}-demo-mail`,
  operators: `${stack}-operators`,
  /** The two composite alarms, which send mails. */
  broken: `${stack}-flow-is-broken`,
  warning: `${stack}-worth-a-look`, // not renamed, because `up` would leave the old alarm behind
});
export type PartNames = ReturnType<typeof partNames>;

const namesOfStage = stageNames(STACK, partNames);

/** Names that commands need without a call to AWS. */
export const namesOf = (cloud: { account: string }, settings: Settings) => ({
  ...namesOfStage(cloud, settings),
  /** The beginning of every key in the cache. */
  namespace: `${settings.PROJECT}:${settings.STAGE}:${STACK}`,
});

export type Names = ReturnType<typeof namesOf>;
