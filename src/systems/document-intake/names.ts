// The names of the document intake's parts.

import { stageNames } from '../../settings/stage-names.ts';

export const STACK = 'document-intake';

/** Names of the parts, from that of the stack. */
export const partNames = (stack: string, account: string) => ({
  stack,
  bucket: `${stack}-${account}`,
  results: `${stack}-results-${account}`,
  topic: `${stack}-results`,
  reader: `${stack}-reader`,
  failures: `${stack}-failures`,
  boundary: `${stack}-boundary`,
  mailbox: `${stack}-demo-mail`,
  operators: `${stack}-operators`,
  /** The two composite alarms, which send mails. */
  broken: `${stack}-without-result`,
  warning: `${stack}-worth-a-look`,
});
export type PartNames = ReturnType<typeof partNames>;

/** Names that commands need without a call to AWS. */
export const namesOf = stageNames(STACK, partNames);
export type Names = ReturnType<typeof namesOf>;
