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
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn, until } from '../../engine/wait.ts';
import { notKnownYet } from './ec2-errors.ts';
import type { SecurityGroup } from './find-groups.ts';
import { read, revoke, revokeAll } from './revoke-rules.ts';
import { vpcRights } from './rights.ts';
import { isNewborn, type LiveRules, liveKeys, on, type Rules, type Side, toPermission, wantedKey } from './rule.ts';

export interface RulesSettings<Needs> {
  /** The owner of the rules: "ada-dev-shop-worker". */
  name: string;
  about: Purpose;
  /** The group. For `down`, also its twins. Not asked where `rules` gives the group. */
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

  /** The groups that have rules of somebody. */
  const there = async (groups: readonly Pick<SecurityGroup, 'id' | 'bare'>[]): Promise<LiveRules[]> => {
    const all = await Promise.all(groups.map(({ id, bare }) => (bare ? { id, rows: [] } : read(ec2, id))));
    return all.filter((live) => !isNewborn(live) && (builtIn || live.rows.length));
  };

  const title = `Rules of ${name}`;
  return defineStep<Needs, LiveRules>({
    kind: 'Rules',
    name,
    title,
    about: { ...about, console: 'VPC > Security groups > Inbound rules, Outbound rules' },
    async observe(_, made) {
      const [first] = await there(made ? [made] : await find());
      return first;
    },
    async find() {
      const [first, ...twins] = await there(await find());
      return first && { id: first.id, rows: [first, ...twins].flatMap(({ rows }) => rows) };
    },
    async create(needs, ctx) {
      const group =
        rules(needs).group ??
        (await until(
          ctx,
          { en: `looking for the group of ${title}`, pt: `à procura do grupo de ${title}` },
          300,
          async () => (await find())[0],
        ));
      return new Made(await read(ec2, group.id)); // its rules are put as a repair is
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
    async destroy({ rows }) {
      for (const id of new Set(rows.map(({ GroupId }) => String(GroupId))))
        await revokeAll(ec2, { id, rows: rows.filter(({ GroupId }) => GroupId === id) });
    },
    gone: true,
    rights: [
      look('DescribeSecurityGroupRules DescribeSecurityGroups DescribeVpcs'),
      ours('AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress', 'security-group'),
      ours('RevokeSecurityGroupEgress RevokeSecurityGroupIngress', 'security-group'),
      // The default group of a VPC has no tags. We only revoke its rules.
      ...(builtIn ? [untagged('RevokeSecurityGroupEgress RevokeSecurityGroupIngress', 'security-group')] : []),
    ],
  });
}
