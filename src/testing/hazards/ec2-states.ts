// An instance takes time to start, to stop and to end; a volume is attached only to a running instance, takes time to be
// detached, and is freed by AWS when its instance ends. EC2 does not know a new instance profile for a while, and starts one
// instance for one client token (EC2 API reference; recorded answers).

import {
  DescribeVolumesCommand,
  DetachVolumeCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Call, type Hazard, is, ok } from './wire.ts';
import { textIn } from './xml.ts';

/** Seconds of each state, and until EC2 knows a new profile. */
export const EC2_TIMES = { pending: 20, stopping: 25, ending: 30, detaching: 8, profile: 12 };

export function ec2States({ clock, ground }: HazardContext): Hazard {
  const pendingUntil = new Map<string, number>();
  const profiles = new Map<string, number>();
  const tokens = new Map<string, Answer>();
  const later = new Later(clock);
  const stateOf = (id: string) => {
    if (later.has(`end ${id}`)) return ['32', 'shutting-down'];
    if (later.has(`stop ${id}`)) return ['64', 'stopping'];
    return clock.now() < (pendingUntil.get(id) ?? 0) ? ['0', 'pending'] : undefined;
  };
  const volumesIn = async (id: string) => {
    const Filters = [{ Name: 'attachment.instance-id', Values: [id] }];
    return ((await ground.ec2.send(new DescribeVolumesCommand({ Filters }))).Volumes ?? []).map(
      ({ VolumeId }) => VolumeId,
    );
  };
  const attached = async (VolumeId: string) => {
    const found = await ground.ec2.send(
      new DescribeVolumesCommand({ Filters: [{ Name: 'volume-id', Values: [VolumeId] }] }),
    );
    return found.Volumes?.some(({ State }) => State === 'in-use') ?? false;
  };
  const end = async (id: string) => {
    await ground.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    for (const VolumeId of await volumesIn(id)) await ground.ec2.send(new DetachVolumeCommand({ VolumeId }));
  };

  return async (call, pass) => {
    if (is(call, 'CreateInstanceProfile')) profiles.set(asked(call, 'InstanceProfileName'), clock.now());
    if (call.service !== 'ec2') return pass();
    await later.due();
    const id = asked(call, 'InstanceId.1') || asked(call, 'InstanceId');
    const volume = asked(call, 'VolumeId');
    if (is(call, 'RunInstances')) return run(call, pass);
    if (is(call, 'DescribeInstances')) return withStates(await pass());
    if (is(call, 'StartInstances')) pendingUntil.set(id, clock.now() + EC2_TIMES.pending);
    if (is(call, 'StopInstances')) {
      if (stateOf(id))
        return refuse(
          call,
          'IncorrectInstanceState',
          `The instance '${id}' is not in a state from which it can be stopped.`,
        );
      later.put(`stop ${id}`, EC2_TIMES.stopping, () =>
        ground.ec2.send(new StopInstancesCommand({ InstanceIds: [id] })),
      );
      return ok('<StopInstancesResponse><instancesSet/></StopInstancesResponse>');
    }
    if (is(call, 'TerminateInstances')) {
      later.put(`end ${id}`, EC2_TIMES.ending, () => end(id));
      return ok('<TerminateInstancesResponse><instancesSet/></TerminateInstancesResponse>');
    }
    if (is(call, 'AttachVolume')) {
      if (stateOf(id)) return refuse(call, 'IncorrectState', `Instance '${id}' is not 'running'.`);
      if (await attached(volume)) return refuse(call, 'VolumeInUse', `${volume} is already attached to an instance`);
    }
    if (is(call, 'DetachVolume')) {
      if (!(await attached(volume)))
        return refuse(call, 'IncorrectState', `Volume '${volume}' is in the 'available' state.`);
      later.put(`detach ${volume}`, EC2_TIMES.detaching, () =>
        ground.ec2.send(new DetachVolumeCommand({ VolumeId: volume })),
      );
      return ok('<DetachVolumeResponse><status>detaching</status></DetachVolumeResponse>');
    }
    if (is(call, 'DeleteVolume') && (await attached(volume)))
      return refuse(call, 'VolumeInUse', `Volume ${volume} is currently attached`);
    return pass();
  };

  async function run(call: Call, pass: () => Promise<Answer>): Promise<Answer> {
    const known = tokens.get(asked(call, 'ClientToken'));
    if (known) return known;
    const profile = asked(call, 'IamInstanceProfile.Name');
    if (clock.now() - (profiles.get(profile) ?? Number.NEGATIVE_INFINITY) < EC2_TIMES.profile)
      return refuse(
        call,
        'InvalidParameterValue',
        `Value (${profile}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
      );
    const answer = await pass();
    const id = textIn(answer.body, 'instanceId');
    if (!id) return answer;
    pendingUntil.set(id, clock.now() + EC2_TIMES.pending);
    tokens.set(asked(call, 'ClientToken'), answer);
    return answer;
  }

  function withStates(answer: Answer): Answer {
    let { body } = answer;
    for (const id of new Set([...body.matchAll(/<instanceId>(i-[\da-f]+)</g)].map((match) => String(match[1])))) {
      const [code, name] = stateOf(id) ?? [];
      const state = new RegExp(
        `(<instanceId>${id}</instanceId>[\\s\\S]*?<instanceState>\\s*<code>)\\d+(</code>\\s*<name>)[\\w-]+`,
      );
      if (name) body = body.replace(state, `$1${code}$2${name}`);
    }
    return { ...answer, body };
  }
}
