// The names of the lake's parts.

import { stageNames } from '../../settings/stage-names.ts';

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

/** Names that commands need without a call to AWS. */
export const namesOf = stageNames(STACK, partNames);
export type Names = ReturnType<typeof namesOf>;
