// The password of a database's master user. It is never stored: whoever needs it sets a new one, uses it, and forgets it.

import { randomBytes } from 'node:crypto';
import { ModifyDBInstanceCommand } from '@aws-sdk/client-rds';
import type { Owned } from '../../aws/clients.ts';
import { type Context, retryOn, until } from '../../engine/wait.ts';
import { findInstance, instanceBusy } from './find-instance.ts';
import { READY } from './instance-states.ts';

/** Seconds. RDS takes about a minute. */
const PATIENCE = 1800;

/** 192 random bits as letters, digits, "-" and "_": no character that RDS refuses (/, ", @ and blanks). */
export const newPassword = (): string => randomBytes(24).toString('base64url');

/** Could `newPassword` have made it? */
export const isPassword = (value: string): boolean => /^[\w-]{32}$/.test(value);

/** Gives the master user a new password and waits until it is set. @returns the password */
export async function resetMasterPassword(cloud: Owned, id: string, ctx: Context): Promise<string> {
  const MasterUserPassword = newPassword();
  await retryOn(ctx, [instanceBusy], () =>
    cloud.rds.send(
      new ModifyDBInstanceCommand({ DBInstanceIdentifier: id, MasterUserPassword, ApplyImmediately: true }),
    ),
  );
  await until(
    ctx,
    { en: `waiting for the new master password of ${id}`, pt: `à espera da nova senha mestra de ${id}` },
    PATIENCE,
    async () => {
      const live = await findInstance(cloud, id);
      if (live && READY.includes(live.status) && !live.passwordPending) return live;
      ctx.tell({
        en: `RDS is setting a new master password: ${live?.status}`,
        pt: `o RDS está pondo uma nova senha mestra: ${live?.status}`,
      });
      return undefined;
    },
  );
  return MasterUserPassword;
}
