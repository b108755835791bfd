// The names of the audit log's parts.

import { stageNames } from '../../settings/stage-names.ts';

export const STACK = 'audit-log';

/** Names of the parts, from that of the stack. */
export const partNames = (stack: string, account: string) => ({
  stack,
  bucket: `${stack}-${account}`,
  table: `${stack}-events`,
  writer: `${stack}-writer`,
  failures: `${stack}-failures`,
  boundary: `${stack}-boundary`,
  /** Hears the operators' mails while a drill runs. */
  mailbox: `${stack}-drill-mail`,
  operators: `${stack}-operators`,
  /** The two composite alarms, which send mails. */
  broken: `${stack}-has-gaps`,
  warning: `${stack}-worth-a-look`,
});
export type PartNames = ReturnType<typeof partNames>;

/** Names that commands need without a call to AWS. */
export const namesOf = stageNames(STACK, partNames);
export type Names = ReturnType<typeof namesOf>;
