// The names of the file vault's parts.

import { stageNames } from '../../settings/stage-names.ts';

export const STACK = 'file-vault';

/** Names of the parts, made from the name of the stack. */
export const partNames = (stack: string, account: string) => ({
  stack,
  /** Of the backup. */
  bucket: `${stack}-${account}`,
  /** Of what an instance fetches when it boots. */
  bootBucket: `${stack}-boot-${account}`,
  /** The instance, its profile, its role and its group have the same name. */
  instance: `${stack}-machine`,
  volume: `${stack}-data`,
  logs: `/file-vault/${stack}`,
  invitationKey: `/${stack}/invitation-key`,
  boundary: `${stack}-boundary`,
  operators: `${stack}-operators`,
  /** Hears the operators' mails during a drill. */
  mailbox: `${stack}-drill-mail`,
  /** The two composite alarms, which send mails. */
  broken: `${stack}-is-broken`,
  warning: `${stack}-worth-a-look`,
});
export type PartNames = ReturnType<typeof partNames>;

/** Names that commands need without a call to AWS. */
export const namesOf = stageNames(STACK, partNames);
export type Names = ReturnType<typeof namesOf>;
