// Lets one person into a page, or everybody out.

import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen, type Context } from '../../engine/wait.ts';
import { replaceSecret } from '../../resources/ssm/parameter.ts';
import { notThere } from '../not-there.ts';
import { type Invited, issue } from './issue.ts';
import { newKey } from './key.ts';
import type { InvitedPage } from './page.ts';

export interface Invitation {
  /** The part after # stays in the browser: no server and no log gets it. */
  readonly link: string;
  readonly expires: Date;
}

/** @throws Problem when there is no page, or no key */
export async function invite(cloud: Owned, ability: InvitedPage, whom: Omit<Invited, 'page'>): Promise<Invitation> {
  const [secret, address] = await Promise.all([keyOf(cloud, ability), ability.address(cloud)]);
  const { invitation, expires } = await issue(secret, { ...whom, page: ability.page(cloud) });
  return { link: `${address}#${invitation}`, expires };
}

/** Makes a new key. @throws Problem when there is no page, or no key */
export async function revokeAll(cloud: Owned, ability: InvitedPage, ctx: Context): Promise<void> {
  await Promise.all([keyOf(cloud, ability), ability.address(cloud)]);
  const secret = newKey();
  await replaceSecret(cloud, ability.key(cloud), secret);
  await ability.useKey(cloud, secret, ctx);
}

async function keyOf(cloud: Owned, { key }: InvitedPage): Promise<string> {
  const Name = key(cloud);
  const found = await absentWhen(['ParameterNotFound'], () =>
    cloud.ssm.send(new GetParameterCommand({ Name, WithDecryption: true })),
  );
  if (!found?.Parameter?.Value) throw notThere(cloud, { en: 'parameter', pt: 'parâmetro' }, Name);
  return found.Parameter.Value;
}
