// The names of the line counter's parts. They are derived from PROJECT and STAGE and never remembered.
// Notice: commands that need no more than a name import only this file, and start without the parts.

import { type Settings, stackName } from '../../settings/settings.ts';

export const STACK = 'line-counter';

/** Names of the parts, from that of the stack. */
export const partNames = (stack: string, account: string) => ({
  stack,
  bucket: `${stack}-${account}`,
  queue: `${stack}-jobs`,
  deadLetters: `${stack}-dead-letters`,
  topic: `${stack}-results`,
  worker: `${stack}-worker`,
  reader: `${stack}-records-reader`,
  boundary: `${stack}-boundary`,
  mailbox: `${stack}-demo-mail`,
  operators: `${stack}-operators`,
  /** The two composite alarms, which send mails. */
  broken: `${stack}-flow-is-broken`,
  warning: `${stack}-worth-a-look`, // an older word: another name would leave the old alarm behind
});
export type PartNames = ReturnType<typeof partNames>;

/** Names that commands need without asking AWS. */
export const namesOf = ({ account }: { account: string }, settings: Settings) => ({
  ...partNames(stackName(settings, STACK), account),
  /** A dashboard belongs to the whole account: with its region, two regions do not share one. */
  dashboard: `${stackName(settings, STACK)}-${settings.AWS_REGION}`,
  /** What every key in the cache begins with. */
  namespace: `${settings.PROJECT}:${settings.STAGE}:${STACK}`,
});

export type Names = ReturnType<typeof namesOf>;
