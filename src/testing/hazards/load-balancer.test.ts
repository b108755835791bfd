// Hazards of ELB, ACM and Application Auto Scaling: what comes seconds later, what takes minutes, what stays for a while. The
// system is the smallest that has a way in from the internet: a public network, a load balancer with its certificate, and
// the scaling of a service that somebody else made.

import { ListCertificatesCommand } from '@aws-sdk/client-acm';
import { ModifyLoadBalancerAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import type { Owned } from '../../aws/clients.ts';
import type { Run } from '../../engine/run.ts';
import { publicSubnets } from '../../patterns/public-subnets.ts';
import { importedCertificate } from '../../resources/acm/certificate.ts';
import { scalableTarget } from '../../resources/application-autoscaling/scalable-target.ts';
import { cpuPolicy } from '../../resources/application-autoscaling/scaling-policy.ts';
import { httpsListener } from '../../resources/elbv2/listener.ts';
import { loadBalancer } from '../../resources/elbv2/load-balancer.ts';
import { targetGroup } from '../../resources/elbv2/target-group.ts';
import { securityGroup } from '../../resources/vpc/security-group.ts';
import { vpc } from '../../resources/vpc/vpc.ts';
import { readSettings } from '../../settings/settings.ts';
import type { System } from '../../systems/system.ts';
import { makeTinyService } from '../prerequisites.ts';
import { PURPOSE as about } from '../recorder.ts';
import { answeredWith, denied, once, only, throttled, unanswered } from './answers.ts';
import { bothEndWell } from './both-end-well.ts';
import { certificateStates } from './certificate-states.ts';
import type { Hazards } from './context.ts';
import { loadBalancerStates } from './load-balancer-states.ts';
import { openWithHazards, times } from './open.ts';
import { refuse } from './refusal.ts';
import { scalingStates } from './scaling-states.ts';
import { type Hazard, is } from './wire.ts';

const NAME = 'ada-dev-entrance';
const CIDR = '10.44.0.0/16';
const service = { cluster: `${NAME}-tasks`, service: `${NAME}-service` };

const partsIn = (cloud: Owned) => ({
  vpc: vpc(cloud, { name: NAME, about, cidr: CIDR }),
  open: publicSubnets(cloud, { name: NAME, cidr: CIDR, why: about.why }),
  group: securityGroup(cloud, { name: NAME, description: 'of the load balancer', about }),
  balancer: loadBalancer(cloud, { name: NAME, about }),
  targets: targetGroup(cloud, { name: NAME, about, port: 3000, healthPath: '/api/health' }),
  certificate: importedCertificate(cloud, { name: NAME, about }),
  listener: httpsListener(cloud, { loadBalancer: NAME, about }),
  scaling: scalableTarget(cloud, { ...service, about, min: 1, max: 3 }),
  policy: cpuPolicy(cloud, { ...service, name: NAME, about, cpu: 60 }),
});
type Parts = ReturnType<typeof partsIn>;

function up({ up }: Run, part: Parts) {
  const vpc = up(part.vpc);
  const gateway = up(part.open.gateway, { vpc });
  const subnets = Promise.all([up(part.open.subnetA, { vpc }), up(part.open.subnetB, { vpc })]);
  const routes = up(part.open.routes, { vpc, gateway, subnets });
  const balancer = up(part.balancer, { subnets, routes, group: up(part.group, { vpc }) });
  const certificate = up(part.certificate, { loadBalancer: balancer });
  up(part.listener, { loadBalancer: balancer, certificate, targetGroup: up(part.targets, { vpc }) });
  up(part.policy, { target: up(part.scaling, { service }) });
  return { outputs: async () => ({ fields: {}, says: [] }), news: () => ({ fields: {}, says: [] }) };
}

function down({ down }: Run, part: Parts) {
  down([part.scaling], down([part.policy]));
  const closed = down([part.listener]);
  const free = down([part.targets, part.certificate], closed);
  const gone = down([part.balancer], closed);
  const left = down([part.group], gone, free);
  const detached = down([part.open.gateway, part.open.routes], gone);
  down([part.vpc], down([part.open.subnetA, part.open.subnetB], left, detached));
}

const system: System = {
  ...{ name: 'entrance', about: about.what, settings: [], boundary: undefined },
  configured: (env) => ({
    ...{ settings: readSettings(env), abilities: {}, rights: async () => [], afterDown: async () => {} },
    async story(cloud) {
      const parts = partsIn(cloud);
      return { parts, up: (run) => up(run, parts), down: (run) => down(run, parts) };
    },
  }),
};

/** With the service that is scaled. */
async function open(hazards: Hazards) {
  const opened = await openWithHazards(system, hazards);
  await makeTinyService({ cloud: opened.ground, name: NAME });
  return opened;
}
const everything: Hazards = (all) => [loadBalancerStates(all), certificateStates(all), scalingStates(all)];

test('everything late, and everything slow: one run each, and each thing is made once', async () => {
  const opened = await open(everything);
  const { up, down } = await bothEndWell(opened);
  expect(up.seconds).toBeGreaterThanOrEqual(150);
  expect(up.seconds).toBeLessThan(150 + 60);
  const [told, told2] = [up.told.join('\n'), down.told.join('\n')];
  expect(told).toMatch(/ELB does not know the new network everywhere yet/);
  expect(told).toMatch(/creating, 1 min .* of about 3 min/);
  expect(told).toMatch(/ELB does not know the new certificate yet/);
  expect(told).toMatch(/does not know the new service/);
  expect(told).toMatch(/does not know the new target/);
  expect(times(up, 'ImportCertificate')).toBe(1);
  expect(told2).toMatch(/ELB still counts it as in use by a listener that is gone/);
  expect(told2).toMatch(/ACM still counts it as in use by the load balancer/);
  expect(told2).toMatch(/still held by ELB app\/ada-dev-entrance\/\w+ \(in-use\)/);
  expect(told2).toMatch(/something in the VPC still has a public address/);
  expect(told2).toMatch(/another change of the scaling is under way/);
});

test('a second run changes nothing', async () => {
  const opened = await open(everything);
  expect((await opened.up()).errors).toEqual([]);
  const again = await opened.up();
  expect([again.errors, new Set(Object.values(again.outcomes))]).toEqual([[], new Set(['unchanged'])]);
});

test('ELB makes a load balancer once, and says that it is there already: it is taken', async () => {
  const there = answeredWith({
    CreateLoadBalancer: ['DuplicateLoadBalancerName', 'A load balancer with the same name exists'],
    CreateTargetGroup: ['DuplicateTargetGroupName', 'A target group with the same name exists'],
    CreateListener: ['DuplicateListener', 'A listener already exists on this port'],
  });
  await bothEndWell(await open(() => [there]));
});

test('a load balancer that ELB cannot set up: said with its reason, not waited for', async () => {
  const failure = 'Insufficient capacity in the subnet';
  const opened = await open((all) => [loadBalancerStates(all, { failure })]);
  const up = await opened.up();
  expect(up.errors.map(({ message }) => message)).toContainEqual(
    `Load balancer ${NAME} could not be set up: ${failure}.`,
  );
  expect(up.seconds).toBeLessThan(240);
  expect((await opened.down()).errors).toEqual([]);
  expect(await opened.left()).toEqual([]);
});

test('an account that may not have load balancers: said at once, with whom to write to', async () => {
  const text = 'This AWS account currently does not support creating load balancers';
  const closed: Hazard = async (call, pass) =>
    is(call, 'CreateLoadBalancer') ? refuse(call, 'OperationNotPermitted', text) : pass();
  const opened = await open(() => [closed]);
  const up = await opened.up();
  expect(times(up, 'CreateLoadBalancer')).toBe(1);
  expect(up.errors).toContainEqual(
    expect.objectContaining({
      message: expect.stringContaining(text),
      next: expect.objectContaining({ en: expect.stringContaining('AWS Support') }),
    }),
  );
});

test('a protected load balancer is deleted by `down`, which switches the protection off', async () => {
  const opened = await open(everything);
  expect((await opened.up()).errors).toEqual([]);
  const LoadBalancerArn = (await partsIn(opened.ground).balancer.describe({ ...opened.clock, tell() {} }))?.arn;
  const Attributes = [{ Key: 'deletion_protection.enabled', Value: 'true' }];
  await opened.ground.elbv2.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
  expect((await opened.down()).errors).toEqual([]);
  expect(await opened.left()).toEqual([]);
});

test.each([
  { unlisted: 4, imports: 1 },
  { unlisted: 20, imports: 2 },
])(
  'an import without an answer, listed after $unlisted s: one stays, the one in use',
  async ({ unlisted, imports }) => {
    const opened = await open((all) => [
      unanswered(once(only('ImportCertificate'))),
      certificateStates(all, { unlisted, unknownToElb: 0 }),
    ]);
    const up = await opened.up();
    expect([up.errors, times(up, 'ImportCertificate')]).toEqual([[], imports]);
    await opened.clock.pause(unlisted);
    const again = await opened.up();
    expect([again.errors, again.outcomes[`Listener ${NAME} 443`]]).toEqual([[], 'unchanged']);
    const { CertificateSummaryList } = await opened.ground.acm.send(new ListCertificatesCommand({}));
    expect(CertificateSummaryList).toHaveLength(1);
    expect((await opened.down()).errors).toEqual([]);
    expect(await opened.left()).toEqual([]);
  },
);

test('imports are throttled; the right to import is missing', async () => {
  await bothEndWell(await open(() => [throttled(once(only('ImportCertificate')))]));
  const opened = await open(() => [denied(only('ImportCertificate'))]);
  expect((await opened.up()).errors).toContainEqual(
    expect.objectContaining({ message: expect.stringMatching(/not authorized to perform: acm:ImportCertificate/) }),
  );
});
