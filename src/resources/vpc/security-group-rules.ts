// Exactly these rules on a group: missing rules are allowed, extra rules are revoked. A new group lets all traffic out,
// and the VPC's default group lets its members talk: we revoke both (FSBP EC2.2). Notice: an authorize call fails as a
// whole when it holds one duplicate, so we send only the difference.

import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn, until } from '../../engine/wait.ts';
import { notKnownYet } from './ec2-errors.ts';
import { read, revoke, revokeAll } from './revoke-rules.ts';
import { vpcRights } from './rights.ts';
import { isNewborn, type LiveRules, liveKeys, on, type Rules, type Side, toPermission, wantedKey } from './rule.ts';
import type { SecurityGroup } from './security-group.ts';

export interface RulesSettings<Needs> {
  /** The owner of the rules: "ada-dev-shop-worker". */
  name: string;
  about: Purpose;
  /** The group. For `down`, also its twins. */
  find: () => Promise<readonly SecurityGroup[]>;
  rules: (needs: Needs) => Rules;
  /** AWS makes and deletes this group. It counts as present even without a rule. */
  builtIn?: boolean;
}

const SIDES = ['ingress', 'egress'] as const;

export function securityGroupRules<Needs extends object>(
  cloud: Owned,
  { name, about, find, rules, builtIn = false }: RulesSettings<Needs>,
) {
  const { ec2 } = cloud;
  const { look, ours, untagged } = vpcRights(cloud);
  const authorize = async (GroupId: string, side: Side, IpPermissions: IpPermission[]) => {
    const request = { GroupId, IpPermissions };
    if (!IpPermissions.length) return;
    await absentWhen<unknown>(['InvalidPermission.Duplicate'], () =>
      side === 'ingress'
        ? ec2.send(new AuthorizeSecurityGroupIngressCommand(request))
        : ec2.send(new AuthorizeSecurityGroupEgressCommand(request)),
    );
  };
  const put = async (live: LiveRules, wanted: Rules, ctx: Context) => {
    for (const side of SIDES) {
      const have = live.rows.filter(on(side));
      const haveKeys = liveKeys(live, side, wanted);
      const wantKeys = wanted[side].map(wantedKey);
      const extra = have.filter((_, index) => !wantKeys.includes(String(haveKeys[index])));
      await retryOn(ctx, [notKnownYet(live.id)], () => revoke(ec2, live.id, side, extra));
      const missing = wanted[side].filter((rule) => !haveKeys.includes(wantedKey(rule))).map(toPermission);
      await retryOn(ctx, [notKnownYet(live.id)], () => authorize(live.id, side, missing));
    }
  };

  const title = `Rules of ${name}`;
  return defineStep<Needs, LiveRules>({
    kind: 'Rules',
    name,
    title,
    about: { ...about, console: 'VPC > Security groups > Inbound rules, Outbound rules' },
    async observe() {
      for (const { id } of await find()) {
        const live = await read(ec2, id);
        if (!isNewborn(live) && (builtIn || live.rows.length)) return live;
      }
      return undefined;
    },
    id: ({ id }) => id,
    async create(needs, ctx) {
      const group = await until(
        ctx,
        { en: `looking for the group of ${title}`, pt: `à procura do grupo de ${title}` },
        300,
        async () => (await find())[0],
      );
      await put(await read(ec2, group.id), rules(needs), ctx);
    },
    drift(live, needs) {
      const wanted = rules(needs);
      const sides = (of: (side: Side) => string[]) => Object.fromEntries(SIDES.map((side) => [side, of(side)]));
      return differences(
        sides((side) => liveKeys(live, side, wanted)),
        sides((side) => wanted[side].map(wantedKey)),
      );
    },
    repair: (live, needs, _, ctx) => put(live, rules(needs), ctx),
    destroy: (live) => revokeAll(ec2, live),
    rights: [
      look('DescribeSecurityGroupRules DescribeSecurityGroups DescribeVpcs'),
      ours('AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress', 'security-group'),
      ours('RevokeSecurityGroupEgress RevokeSecurityGroupIngress', 'security-group'),
      // The default group of a VPC has no tags. We only revoke its rules.
      ...(builtIn ? [untagged('RevokeSecurityGroupEgress RevokeSecurityGroupIngress', 'security-group')] : []),
    ],
  });
}
