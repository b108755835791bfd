// The tasks of a local cloud. The emulator says that a service runs, and nothing runs; here each active service with a load
// balancer is a process, whose address is in its target group. It looks once a second and makes the processes follow ECS.

import { ECSClient } from '@aws-sdk/client-ecs';
import {
  DeregisterTargetsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ACCOUNT } from '../account.ts';
import type { Follower } from '../regions.ts';
import { look, type Wanted } from './look.ts';
import { Task, type TaskPlace } from './task.ts';

/** Of the emulator, all targets are this machine. */
const HERE = '127.0.0.1';

export class TaskRoom implements Follower {
  readonly #place: TaskPlace;
  readonly #ecs: ECSClient;
  readonly #elb: ElasticLoadBalancingV2Client;
  readonly #tasks = new Map<string, Task>();

  constructor(place: TaskPlace) {
    this.#place = place;
    const { endpoint, region } = place;
    const config = { endpoint, region, credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'test' } };
    this.#ecs = new ECSClient(config);
    this.#elb = new ElasticLoadBalancingV2Client(config);
  }

  /** Makes processes follow what ECS says. */
  async follow(): Promise<void> {
    const wanted = await look(this.#ecs);
    for (const [id, task] of this.#tasks) {
      const still = wanted.find((one) => one.id === id && one.taskDefinition === task.wanted.taskDefinition);
      if (still && task.runs) continue;
      await task.end();
      this.#tasks.delete(id);
      this.#place.say(
        `service ${nameOf(id)}: its task ${still ? 'ended by itself, and is started again' : 'is ended'}`,
      );
    }
    for (const one of wanted) if (!this.#tasks.has(one.id)) await this.#start(one);
    for (const task of this.#tasks.values()) await this.#register(task);
  }

  /** The cloud stops: so do its tasks. They come back with it. */
  async close(): Promise<void> {
    await Promise.all([...this.#tasks.values()].map((task) => task.end()));
    this.#tasks.clear();
    this.#ecs.destroy();
    this.#elb.destroy();
  }

  async #start(wanted: Wanted): Promise<void> {
    try {
      const task = await Task.start(wanted, await this.#urlOf(wanted), this.#place);
      this.#tasks.set(wanted.id, task);
      this.#place.say(`service ${nameOf(wanted.id)}: its task is process ${task.pid} on ${HERE}:${task.port}`);
    } catch (error) {
      this.#place.say(
        `service ${nameOf(wanted.id)}: its task did not start, and is tried again: ${(error as Error).message}`,
      );
    }
  }

  /** Where the load balancer of the emulator is. */
  async #urlOf({ targetGroup }: Wanted): Promise<string> {
    const { TargetGroups } = await this.#elb.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [targetGroup] }));
    const name = TargetGroups?.[0]?.LoadBalancerArns?.[0]?.split('/').at(-2);
    return name ? `${this.#place.endpoint}/_alb/${name}/` : `${this.#place.endpoint}/`;
  }

  /** A target group keeps an address that an earlier run of the cloud left. */
  async #register({ wanted: { targetGroup: TargetGroupArn }, port }: Task): Promise<void> {
    const { TargetHealthDescriptions = [] } = await this.#elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    const targets = TargetHealthDescriptions.map(({ Target }) => ({ Id: String(Target?.Id), Port: Target?.Port }));
    if (targets.length === 1 && targets[0]?.Port === port) return;
    if (targets.length) await this.#elb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: targets }));
    await this.#elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: HERE, Port: port }] }));
  }
}

const nameOf = (arn: string) => arn.split('/').at(-1);
