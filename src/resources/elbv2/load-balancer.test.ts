// The way in from the internet, beat by beat: a load balancer, its target group and its HTTPS listener with a certificate.

import {
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { readSettings, stackName } from '../../settings/settings.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { makePublicNetwork } from '../../testing/prerequisites.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { importedCertificate } from '../acm/certificate.ts';
import { ACM } from '../acm/list.ts';
import { listenerBreaks, loadBalancerBreaks, targetGroupBreaks } from './breaks.ts';
import { ELB } from './list.ts';
import { httpsListener } from './listener.ts';
import { loadBalancer as loadBalancerStep } from './load-balancer.ts';
import { targetGroup as targetGroupStep } from './target-group.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx, writesDuring } = testCloud;
const { elbv2 } = cloud;
const { vpc, subnets, group, routes } = await makePublicNetwork(testCloud);
const step = {
  balancer: loadBalancerStep(cloud, { name, about }),
  targets: targetGroupStep(cloud, { name, about, port: 3000, healthPath: '/api/health' }),
  certificate: importedCertificate(cloud, { name, about }),
  listener: httpsListener(cloud, { loadBalancer: name, about }),
};
const network = { subnets, group, routes };

async function listenerNeeds() {
  const loadBalancer = await make(step.balancer, network);
  const certificate = await make(step.certificate, { loadBalancer });
  return { loadBalancer, certificate, targetGroup: await make(step.targets, { vpc }) };
}
const listed = async () => {
  const found: string[] = [];
  for (const service of [ELB, ACM])
    for await (const { service: kind, name: its } of service.list(cloud, () => [])) found.push(`${kind} ${its}`);
  return found;
};

fourBeats('The load balancer', testCloud, () => ({ step: step.balancer, needs: network }), loadBalancerBreaks);
fourBeats('The target group', testCloud, () => ({ step: step.targets, needs: { vpc } }), targetGroupBreaks);
fourBeats(
  'The listener',
  testCloud,
  async () => ({ step: step.listener, needs: await listenerNeeds() }),
  listenerBreaks,
);

test('the load balancer is in two zones, and the listener hands requests over TLS only', async () => {
  expect(new Set(subnets.map(({ zone }) => zone)).size).toBe(2);
  const needs = await listenerNeeds();
  await make(step.listener, needs);
  const { Listeners } = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn: needs.loadBalancer.arn }));
  expect(Listeners).toMatchObject([
    {
      ...{ Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
      Certificates: [{ CertificateArn: needs.certificate.arn }],
      DefaultActions: [{ Type: 'forward', TargetGroupArn: needs.targetGroup.arn }],
    },
  ]);
  expect(needs.loadBalancer).toMatchObject({
    dimension: expect.stringMatching(new RegExp(`^app/${name}/\\w+$`)),
    zoneId: expect.stringMatching(/^Z/),
  });
  expect(needs.targetGroup.dimension).toMatch(new RegExp(`^targetgroup/${name}/\\w+$`));
});

test('a new certificate keeps its ARN, so that the listener needs no change', async () => {
  const needs = await listenerNeeds();
  await make(step.listener, needs);
  const other = { ...needs.loadBalancer, dnsName: 'another-1.us-east-1.elb.amazonaws.com' };
  const { live, outcome, drift } = await step.certificate.ensure({ loadBalancer: other }, ctx);
  expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['names']]);
  expect(live.arn).toBe(needs.certificate.arn);
  expect(live.fingerprint).not.toBe(needs.certificate.fingerprint);
  expect(await step.listener.ensure(needs, ctx)).toMatchObject({ outcome: 'unchanged' });
  await step.certificate.ensure({ loadBalancer: needs.loadBalancer }, ctx);
});

test('one that is protected against deletion is removed all the same; the receipt is then empty', async () => {
  const { loadBalancer } = await listenerNeeds();
  await elbv2.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerArn: loadBalancer.arn,
      Attributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }],
    }),
  );
  for (const one of [step.listener, step.targets, step.certificate, step.balancer]) await one.remove(ctx);
  expect(await listed()).toEqual([]);
});

test('what ELB can never change is named with what to do, and no call is sent', async () => {
  const needs = await listenerNeeds();
  const refused = async (ensured: Promise<unknown>, message: RegExp) =>
    expect(ensured).rejects.toMatchObject({
      message: expect.stringMatching(message),
      next: { en: expect.stringMatching(/Take the system down and up again/) },
    });
  const writes = await writesDuring(async () => {
    const other = targetGroupStep(cloud, { name, about, port: 8080, healthPath: '/api/health' });
    await refused(other.ensure({ vpc }, ctx), /Target group \S+ has Port 3000, which cannot be changed to 8080/);
    const live = { ...needs.loadBalancer, Scheme: 'internal' };
    await refused(step.balancer.ensure(network, ctx, { live }), /has Scheme internal, which cannot be changed/);
  });
  expect(writes).toBe(0);
});

test('a load balancer that failed is said with its reason; without a reason too', async () => {
  const live = { ...(await make(step.balancer, network)), state: 'failed', reason: 'No capacity' };
  await expect(step.balancer.ensure(network, ctx, { live })).rejects.toThrow(/could not be set up: No capacity\./);
  await expect(step.balancer.ensure(network, ctx, { live: { ...live, reason: undefined } })).rejects.toThrow(
    /could not be set up\./,
  );
});

test('of somebody else: refused, and its listener is not ours either', async () => {
  const other = await openTestCloud();
  await other.cloud.elbv2.send(new CreateLoadBalancerCommand({ Name: name, Subnets: ['subnet-1', 'subnet-2'] }));
  await other.cloud.elbv2.send(new CreateTargetGroupCommand({ Name: name, Protocol: 'HTTP', Port: 3000 }));
  const writes = await other.writesDuring(async () => {
    const foreign = /does not carry this project's tags/;
    await expect(loadBalancerStep(other.cloud, { name, about }).remove(ctx)).rejects.toThrow(foreign);
    const targets = targetGroupStep(other.cloud, { name, about, port: 3000, healthPath: '/' });
    await expect(targets.remove(ctx)).rejects.toThrow(foreign);
    expect(await httpsListener(other.cloud, { loadBalancer: name, about }).remove(ctx)).toBe('absent');
  });
  expect(writes).toBe(0);
});

test('it costs what the price page says, and the longest name of the system that has one fits', () => {
  expect(step.balancer.about).toMatchObject({ perHour: 0.0325 });
  const longest = readSettings({ PROJECT: 'abcdefghijkl', STAGE: 'abcdefghij' });
  expect(stackName(longest, 'csv-lake').length).toBeLessThanOrEqual(32);
});
