// The certificate, beat by beat. It is really one for the name that was asked for, and its fingerprint is read back.

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { GetCertificateCommand, ImportCertificateCommand } from '@aws-sdk/client-acm';
import { expect, test } from 'vitest';
import { tagList } from '../../aws/tags.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { certificateBreaks } from './breaks.ts';
import { importedCertificate } from './certificate.ts';
import { ACM } from './list.ts';
import { selfSigned } from './self-signed.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const { acm } = cloud;
const step = importedCertificate(cloud, { name, about });
const loadBalancer = { dnsName: `${name}-1234567890.us-east-1.elb.amazonaws.com` };

const listed = async () => {
  const found: string[] = [];
  for await (const { service, name: its } of ACM.list(cloud, () => [])) found.push(`${service} ${its}`);
  return found;
};
/** As an import whose answer was lost leaves it. @returns its ARN */
async function importAnother() {
  const { certificate, privateKey } = await selfSigned(loadBalancer.dnsName);
  const request = { Certificate: Buffer.from(certificate), PrivateKey: Buffer.from(privateKey) };
  return (await acm.send(new ImportCertificateCommand({ ...request, Tags: tagList(cloud.tags, name) }))).CertificateArn;
}

fourBeats('The certificate', testCloud, () => ({ step, needs: { loadBalancer } }), certificateBreaks);

test('the certificate is an elliptic one for the name of the load balancer, with the fingerprint that is told', async () => {
  const certificate = await make(step, { loadBalancer });
  const { Certificate = '' } = await acm.send(new GetCertificateCommand({ CertificateArn: certificate.arn }));
  const read = new X509Certificate(Certificate);
  expect(read.checkHost(loadBalancer.dnsName)).toBe(loadBalancer.dnsName);
  expect(read.subject).toBe(`CN=${loadBalancer.dnsName}`);
  expect(read.ca).toBe(false);
  expect(read.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  expect(certificate.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect(certificate.fingerprint).toBe(read.fingerprint256);
  const days = (Date.parse(certificate.validTo) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(364);
  expect(days).toBeLessThan(398); // the longest that browsers take
});

test('a common name never has more than 64 characters, and is always a whole host name', async () => {
  const host = `${'a'.repeat(32)}-1234567890.ap-southeast-1.elb.amazonaws.com`;
  const { certificate, privateKey } = await selfSigned(host);
  const read = new X509Certificate(certificate);
  expect(read.subject).toBe('CN=ap-southeast-1.elb.amazonaws.com');
  expect(read.checkHost(host)).toBe(host);
  expect(read.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
});

test('a second certificate of our name, which an import without an answer left, is deleted', async () => {
  const first = await make(step, { loadBalancer });
  const second = await importAnother();
  expect(await listed()).toEqual([`Certificate ${name}`, `Certificate ${name}`]);
  const { outcome, drift, live } = await step.ensure({ loadBalancer }, ctx);
  expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['twins']]);
  expect([first.arn, second]).toContain(live.arn);
  expect(await listed()).toEqual([`Certificate ${name}`]);
});

test('down deletes both of two', async () => {
  await make(step, { loadBalancer });
  await importAnother();
  expect(await step.remove(ctx)).toBe('removed');
  expect(await listed()).toEqual([]);
});

test('the certificate of another stage is not ours', async () => {
  const stranger = await openTestCloud({ STAGE: 'prod' }, cloud.account);
  await stranger.make(importedCertificate(stranger.cloud, { name, about }), { loadBalancer });
  expect(await step.describe(ctx)).toBeUndefined();
  expect(await listed()).toEqual([]);
});
