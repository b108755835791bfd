// Hazard 13: an interface endpoint is pending for minutes and deleting for minutes. Until it is gone its network
// interfaces hold subnets and groups. Its private DNS name is taken until then and a little longer. A delete call may
// answer 200 and say inside that it did nothing.

import { DeleteVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { Interfaces } from './network-interfaces.ts';
import { refuse } from './refusal.ts';
import { asked, type Call, type Hazard, is, ok } from './wire.ts';
import { textIn, withRows } from './xml.ts';

export interface EndpointTimes {
  readonly pending?: number;
  readonly deleting?: number;
  /** More seconds in which its DNS name is taken. */
  readonly nameTaken?: number;
  /** How often a delete call does nothing and answers 200. */
  readonly unsuccessful?: number;
  /** Error code inside that answer. */
  readonly code?: string;
}

export function endpointStates(
  { clock, ground }: HazardContext,
  { pending = 120, deleting = 150, nameTaken = 30, unsuccessful = 1, code = 'IncorrectState' }: EndpointTimes = {},
) {
  const interfaces = new Interfaces();
  const availableAt = new Map<string, number>();
  const deletions = new Later(clock);
  let nameFreeAt = 0;
  let refusals = unsuccessful;

  const bury = async (id: string) => {
    availableAt.delete(id);
    nameFreeAt = clock.now() + nameTaken;
    for (const one of interfaces.there) if (one.description.endsWith(id)) interfaces.remove(one);
    await ground.ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] }));
  };

  const watch: Hazard = async (call, pass) => {
    if (call.service !== 'ec2') return pass();
    await deletions.due();
    if (is(call, 'CreateVpcEndpoint') && asked(call, 'VpcEndpointType') === 'Interface') {
      const service = asked(call, 'ServiceName').split('.').at(-1);
      if (availableAt.size || clock.now() < nameFreeAt)
        return refuse(
          call,
          'InvalidParameter',
          `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service} in the VPC`,
        );
      const answer = await pass();
      const id = textIn(answer.body, 'vpcEndpointId');
      if (id) lieDown(id, call);
      return answer;
    }
    if (is(call, 'DescribeVpcEndpoints')) {
      const answer = await pass();
      return { ...answer, body: withRows(answer.body, 'vpcEndpointSet', (rows) => rows.map(withState)) };
    }
    const id = asked(call, 'VpcEndpointId.1');
    if (!is(call, 'DeleteVpcEndpoints') || !availableAt.has(id)) return pass();
    if (refusals-- > 0) return ok(unsuccessfully(id, code));
    deletions.put(id, deleting, () => bury(id));
    return ok('<DeleteVpcEndpointsResponse><unsuccessful/></DeleteVpcEndpointsResponse>');
  };
  const lieDown = (id: string, call: Call) => {
    availableAt.set(id, clock.now() + pending);
    for (const [field, subnet] of Object.entries(call.input).filter(([field]) => field.startsWith('SubnetId.')))
      interfaces.there.add({
        id: `eni-${field.at(-1)}${id.slice(-16)}`,
        description: `VPC Endpoint Interface ${id}`,
        subnet: String(subnet),
        groups: [asked(call, 'SecurityGroupId.1')],
        vpc: asked(call, 'VpcId'),
        idle: () => undefined,
      });
  };
  const withState = (row: string) => {
    const id = String(textIn(row, 'vpcEndpointId'));
    // EC2 has given states in upper and in lower case.
    const state = deletions.has(id) ? 'Deleting' : clock.now() < (availableAt.get(id) ?? 0) ? 'Pending' : 'Available';
    return row.replace('<state>available</state>', `<state>${state}</state>`);
  };

  const hazard: Hazard = (call, pass) => watch(call, () => interfaces.hazard(call, pass));
  return { hazard, interfaces };
}

const unsuccessfully = (id: string, code: string) =>
  `<DeleteVpcEndpointsResponse><unsuccessful><item><resourceId>${id}</resourceId><error><code>${code}</code>` +
  `<message>The endpoint ${id} cannot be deleted in its present state.</message></error></item></unsuccessful></DeleteVpcEndpointsResponse>`;
