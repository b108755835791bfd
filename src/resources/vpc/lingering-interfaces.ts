// Network interfaces that outlive the function they were made for: the longest tail of every teardown.
// Notice: Lambda gives an interface back some minutes after the function is gone, and may take 45 minutes to delete it;
// as soon as it is `available` we may delete it ourselves (Terraform allows 45 minutes for the same reason).

import {
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  type NetworkInterface,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { errorText, isKind, Problem } from '../../engine/problems.ts';
import { absentWhen, type Context, duration, until } from '../../engine/wait.ts';

/** Seconds: Lambda's slowest interfaces (hashicorp/terraform-provider-aws, ec2/vpc_network_interface). */
const PATIENCE = 45 * 60;
const LAMBDA = 'AWS Lambda VPC ENI';

/** Which interfaces hold a thing. */
export interface Holding {
  Name: 'subnet-id' | 'group-id' | 'vpc-id';
  Values: [id: string];
}

/** What else may hold a thing, and how to take it away where it is ours. */
export type Holders = () => Promise<readonly { what: string; remove?: () => Promise<unknown> }[]>;

/**
 * Deletes a subnet, group or VPC as soon as nothing holds it, deleting what Lambda left behind, and what is ours of
 * `inside`, on the way.
 * @throws Problem that names what still holds it when 45 minutes are over
 */
export async function onceFree(
  cloud: Owned,
  ctx: Context,
  holding: Holding,
  attempt: () => Promise<unknown>,
  inside: Holders = async () => [],
): Promise<void> {
  let holders = '';
  try {
    await until(ctx, 'deleting', PATIENCE, async (waited) => {
      try {
        await attempt();
        return true;
      } catch (error) {
        if (!isKind(error, 'DependencyViolation', 'InvalidGroup.InUse')) throw error;
        const interfaces = await interfacesOf(cloud, holding);
        for (const { NetworkInterfaceId } of interfaces.filter(isLeftByLambda))
          await erase(cloud, String(NetworkInterfaceId));
        const contents = await inside();
        for (const { remove } of contents) await remove?.();
        const named = [
          ...interfaces.map(
            ({ Description, NetworkInterfaceId, Status }) => `${Description || NetworkInterfaceId} (${Status})`,
          ),
          ...contents.map(({ what }) => what),
        ];
        holders = named.join(', ') || errorText(error);
        const inVpc = `AWS cannot delete the VPC yet: ${holders}${named.length ? ' still inside' : ''}`;
        const held = holding.Name === 'vpc-id' ? inVpc : `still held by ${holders}`;
        ctx.tell(`${held}, ${duration(waited)} of at most ${duration(PATIENCE)}`);
        return undefined;
      }
    });
  } catch (error) {
    if (!(error instanceof Problem) || !holders || error.name !== 'Problem') throw error;
    throw new Problem(`${holding.Values.join()} is still held after ${duration(PATIENCE)} by ${holders}.`, {
      cause: error,
      next: 'Run the same command again later: it continues here. What somebody else put there, delete by hand.',
    });
  }
}

/** Only rows that really match: an emulator may ignore the filter. */
async function interfacesOf({ ec2 }: Owned, holding: Holding): Promise<NetworkInterface[]> {
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters: [holding] }));
  return NetworkInterfaces.filter(({ SubnetId, VpcId, Groups }) =>
    [SubnetId, VpcId, ...(Groups ?? []).map(({ GroupId }) => GroupId)].some((id) => id && holding.Values.includes(id)),
  );
}

const isLeftByLambda = ({ Status, Description }: NetworkInterface) =>
  Status === 'available' && Boolean(Description?.startsWith(LAMBDA));

/** Somebody else may be quicker: gone, or taken again, are both fine. */
const erase = ({ ec2 }: Owned, NetworkInterfaceId: string) =>
  absentWhen(['InvalidNetworkInterfaceID.NotFound', 'InvalidParameterValue', 'OperationNotPermitted'], () =>
    ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId })),
  );
