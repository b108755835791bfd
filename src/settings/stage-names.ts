// The names of a system's parts in one stage. They are derived from PROJECT and STAGE and never remembered.
// A system's names.ts imports only this, so commands that need no more than a name start without the parts.

import { type Settings, stackName } from './settings.ts';

/**
 * @param system "audit-log"
 * @param partNames names of the parts, made from the name of the stack
 */
export const stageNames =
  <Names extends object>(system: string, partNames: (stack: string, account: string) => Names) =>
  ({ account }: { account: string }, settings: Settings) => {
    const stack = stackName(settings, system);
    /** A dashboard belongs to the whole account, so its name contains the region. */
    return { ...partNames(stack, account), dashboard: `${stack}-${settings.AWS_REGION}` };
  };
