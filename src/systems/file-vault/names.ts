// The names of the file vault's parts, derived from PROJECT and STAGE. Commands that need only a name import this file
// alone, so they start without the parts.

import { type Settings, stackName } from '../../settings/settings.ts';

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
  /** The two composite alarms, which send mails. */
  broken: `${stack}-is-broken`,
  warning: `${stack}-worth-a-look`,
});
export type PartNames = ReturnType<typeof partNames>;

/** Names that commands need without a call to AWS. */
export const namesOf = ({ account }: { account: string }, settings: Settings) => ({
  ...partNames(stackName(settings, STACK), account),
  /** A dashboard belongs to the whole account, so its name contains the region. */
  dashboard: `${stackName(settings, STACK)}-${settings.AWS_REGION}`,
});
export type Names = ReturnType<typeof namesOf>;
