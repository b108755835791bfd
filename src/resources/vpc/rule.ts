// A rule of a security group in three forms: ours, EC2's request and EC2's answer. And a comparison of them.

import type { IpPermission, SecurityGroupRule as Row } from '@aws-sdk/client-ec2';

/** Another group, an AWS prefix list, or addresses: "0.0.0.0/0". */
export type Peer = { readonly group: string } | { readonly prefixList: string } | { readonly cidr: string };

/** TCP on one port, to or from a peer. */
export interface Rule {
  readonly port: number;
  readonly peer: Peer;
  readonly why: string;
}

export type Side = 'ingress' | 'egress';
export interface Rules extends Readonly<Record<Side, readonly Rule[]>> {
  /** The group that gets them, when it is among the needs: then it need not be found. */
  readonly group?: { readonly id: string };
}

/** A group's rules as EC2 lists them: one row for each peer. */
export interface LiveRules {
  readonly id: string;
  readonly rows: readonly Row[];
}

export const on =
  (side: Side) =>
  ({ IsEgress }: Row) =>
    Boolean(IsEgress) === (side === 'egress');

export const toPermission = ({ port, peer, why }: Rule): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  ...('group' in peer
    ? { UserIdGroupPairs: [{ GroupId: peer.group, Description: why }] }
    : 'cidr' in peer
      ? { IpRanges: [{ CidrIp: peer.cidr, Description: why }] }
      : { PrefixListIds: [{ PrefixListId: peer.prefixList, Description: why }] }),
});

/** "tcp 6379 sg-1" */
export const wantedKey = ({ port, peer }: Rule): string =>
  `tcp ${port} ${'group' in peer ? peer.group : 'cidr' in peer ? peer.cidr : peer.prefixList}`;

/** The same for a live row. Protocol numbers and names mean the same. */
function keyOf({ IpProtocol, FromPort, ToPort, ReferencedGroupInfo, PrefixListId, CidrIpv4, CidrIpv6 }: Row): string {
  const peer = ReferencedGroupInfo?.GroupId ?? PrefixListId ?? CidrIpv4 ?? CidrIpv6 ?? '';
  const protocol = IpProtocol === '6' ? 'tcp' : IpProtocol;
  return protocol === '-1'
    ? `all ${peer}`
    : `${protocol} ${FromPort}${ToPort === FromPort ? '' : `-${ToPort}`} ${peer}`;
}

/**
 * AWS gives every peer. An emulator that forgets prefix lists gives one row without a peer for all of them: then we assume the
 * wanted lists on that port.
 */
export const liveKeys = ({ rows }: LiveRules, side: Side, wanted: Rules): string[] =>
  rows
    .filter(on(side))
    .map(keyOf)
    .flatMap((key) => {
      const assumed = key.endsWith(' ')
        ? wanted[side].map(wantedKey).filter((want) => want.startsWith(`${key}pl-`))
        : [];
      return assumed.length ? assumed : [key];
    });

/** A group as EC2 makes it: all traffic may go out, and members of a default group may talk to each other. */
export function isNewborn({ id, rows }: LiveRules): boolean {
  const [inside, outside] = [rows.filter(on('ingress')).map(keyOf), rows.filter(on('egress')).map(keyOf)];
  return (
    outside.length > 0 &&
    outside.every((key) => key === 'all 0.0.0.0/0' || key === 'all ::/0') &&
    inside.every((key) => key === `all ${id}`)
  );
}
