// The names of the lake's parts. They are derived from PROJECT and STAGE and never remembered.
// Notice: commands that need no more than a name import only this file, and start without the parts.

import { type Settings, stackName } from '../../settings/settings.ts';

export const STACK = 'csv-lake';

/** Names of the parts, from that of the stack. */
export const partNames = (stack: string, account: string) => ({
  stack,
  bucket: `${stack}-${account}`,
  table: `${stack}-items`,
  converter: `${stack}-converter`,
  failures: `${stack}-failures`,
  /** Of container images. */
  repository: stack,
  /** Identifier of the DB instance. */
  database: stack,
  databaseSubnets: stack,
  boundary: `${stack}-boundary`,
  operators: `${stack}-operators`,
  /** The two composite alarms, which send mails. */
  broken: `${stack}-is-incomplete`,
  warning: `${stack}-worth-a-look`,
});
export type PartNames = ReturnType<typeof partNames>;

/** Names that commands need without asking AWS. */
export const namesOf = ({ account }: { account: string }, settings: Settings) => ({
  ...partNames(stackName(settings, STACK), account),
  /** A dashboard belongs to the whole account: with its region, two regions do not share one. */
  dashboard: `${stackName(settings, STACK)}-${settings.AWS_REGION}`,
});
export type Names = ReturnType<typeof namesOf>;
