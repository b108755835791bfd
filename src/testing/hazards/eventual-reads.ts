// Hazard 5: EC2 is eventually consistent. A call that names a new thing is refused for a while. A describe call with a
// tag filter first misses it, then finds it, and may miss it again. (Deleting things that are seconds old is not tested
// here.)

import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import type { Answer, Call, Hazard } from './wire.ts';
import { textIn, withRows } from './xml.ts';

const KINDS: Readonly<Record<string, { id: string; list: string; unknown: string }>> = {
  CreateVpc: { id: 'vpcId', list: 'vpcSet', unknown: 'InvalidVpcID.NotFound' },
  CreateSubnet: { id: 'subnetId', list: 'subnetSet', unknown: 'InvalidSubnetID.NotFound' },
  CreateSecurityGroup: { id: 'groupId', list: 'securityGroupInfo', unknown: 'InvalidGroup.NotFound' },
  CreateVpcEndpoint: { id: 'vpcEndpointId', list: 'vpcEndpointSet', unknown: 'InvalidVpcEndpointId.NotFound' },
};

export interface Lag {
  /** Seconds in which a call that names the new thing is refused. */
  readonly unknown?: number;
  /** Seconds in which a describe call does not list it. */
  readonly unlisted?: number;
  /** Seconds after creation in which it disappears from lists again. */
  readonly flickers?: readonly [from: number, until: number];
}

export function eventualReads({ clock }: HazardContext, { unknown = 0, unlisted = 0, flickers = [0, 0] }: Lag): Hazard {
  const born = new Map<string, { at: number; unknown: string }>();
  const age = (id: string) => clock.now() - (born.get(id)?.at ?? Number.NEGATIVE_INFINITY);
  const hidden = (id: string) => age(id) < unlisted || (age(id) >= flickers[0] && age(id) < flickers[1]);

  return async (call, pass) => {
    if (call.service !== 'ec2') return pass();
    const named = namesIn(call).find((id) => age(id) < unknown);
    if (named) return refuse(call, String(born.get(named)?.unknown), `The ID '${named}' does not exist`);
    const answer = await pass();
    const kind = KINDS[call.operation];
    const made = kind && textIn(answer.body, kind.id);
    if (kind && made && answer.status < 300) born.set(made, { at: clock.now(), unknown: kind.unknown });
    return call.operation.startsWith('Describe') ? withoutHidden(answer, hidden) : answer;
  };
}

/** Ids in the call, without those in filters: a filter finds nothing, but is not refused. */
const namesIn = ({ operation, input }: Call) =>
  operation.startsWith('Delete')
    ? []
    : Object.entries(input).flatMap(([name, value]) => (name.startsWith('Filter.') ? [] : [String(value)]));

function withoutHidden(answer: Answer, hidden: (id: string) => boolean): Answer {
  let { body } = answer;
  for (const { id, list } of Object.values(KINDS))
    if (body.includes(`<${list}`))
      body = withRows(body, list, (rows) => rows.filter((row) => !hidden(String(textIn(row, id)))));
  return { ...answer, body };
}
