// Network interfaces that stay after their function, database or load balancer is deleted. They are the slowest step of
// every teardown. Lambda releases an interface some minutes after the function is gone, and may take 45 minutes to delete
// it. When such an interface is `available` we delete it ourselves. All others we only wait for, because the service that
// made them deletes them. Terraform waits 45 minutes for the same reason.

import {
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  type NetworkInterface,
} from '@aws-sdk/client-ec2';
import type { Owned } from '../../aws/clients.ts';
import { errorText, isKind, Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen, type Context, duration, until } from '../../engine/wait.ts';

/** Seconds: the longest time of Lambda's interfaces (hashicorp/terraform-provider-aws, ec2/vpc_network_interface). */
const PATIENCE = 45 * 60;
const LAMBDA = 'AWS Lambda VPC ENI';

/** Which interfaces keep AWS from deleting a thing. */
export interface Holding {
  Name: 'subnet-id' | 'group-id' | 'vpc-id';
  Values: [id: string];
}

/** Other things that keep AWS from deleting it, and how to delete those that are ours. */
export type Holders = () => Promise<readonly { what: string; remove?: () => Promise<unknown> }[]>;

/**
 * Deletes a subnet, group or VPC as soon as nothing keeps it. On the way it deletes Lambda's left interfaces, and those
 * of `inside` that are ours.
 * @throws Problem that names what still keeps it after 45 minutes
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
    await until(ctx, { en: 'deleting', pt: 'apagando' }, PATIENCE, async (waited) => {
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
        const held = holding.Name === 'vpc-id' ? keepsTheVpc(holders, named.length > 0) : heldBy(holders);
        ctx.tell({
          en: `${held.en}, ${duration(waited)} of at most ${duration(PATIENCE)}`,
          pt: `${held.pt}, ${duration(waited, 'pt')} de no máximo ${duration(PATIENCE, 'pt')}`,
        });
        return undefined;
      }
    });
  } catch (error) {
    if (!(error instanceof Problem) || !holders || error.name !== 'Problem') throw error;
    throw stillHeld(holding.Values.join(), holders, error);
  }
}

const keepsTheVpc = (holders: string, named: boolean): Text => ({
  en: `AWS cannot delete the VPC yet: ${holders}${named ? ' still inside' : ''}`,
  pt: `A AWS ainda não consegue apagar a VPC: ${named ? 'dentro dela há ' : ''}${holders}`,
});
const heldBy = (holders: string): Text => ({ en: `still held by ${holders}`, pt: `ainda preso por ${holders}` });

const stillHeld = (id: string, holders: string, cause: unknown): Problem =>
  new Problem(
    {
      en: `${id} is still held after ${duration(PATIENCE)} by ${holders}.`,
      pt: `${id} ainda está preso depois de ${duration(PATIENCE, 'pt')} por ${holders}.`,
    },
    {
      cause,
      next: {
        en: 'Run the same command again later: it continues here. What somebody else put there, delete by hand.',
        pt: 'Rode o mesmo comando de novo mais tarde: ele continua daqui. O que outra pessoa pôs ali, apague à mão.',
      },
    },
  );

/** Only rows that match, because an emulator may ignore the filter. */
async function interfacesOf({ ec2 }: Owned, holding: Holding): Promise<NetworkInterface[]> {
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters: [holding] }));
  return NetworkInterfaces.filter(({ SubnetId, VpcId, Groups }) =>
    [SubnetId, VpcId, ...(Groups ?? []).map(({ GroupId }) => GroupId)].some((id) => id && holding.Values.includes(id)),
  );
}

const isLeftByLambda = ({ Status, Description }: NetworkInterface) =>
  Status === 'available' && Boolean(Description?.startsWith(LAMBDA));

/** Somebody else may have deleted it first, or Lambda uses it again. Both are fine. */
const erase = ({ ec2 }: Owned, NetworkInterfaceId: string) =>
  absentWhen(['InvalidNetworkInterfaceID.NotFound', 'InvalidParameterValue', 'OperationNotPermitted'], () =>
    ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId })),
  );
