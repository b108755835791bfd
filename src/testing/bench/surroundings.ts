// What benchmarks need: a local cloud of their own, and the endless S3. Both are removed at the end,
// also after an error.

import { ensureCertificate } from '../../local/certificate.ts';
import type { LocalCloud } from '../../local/cloud.ts';
import { withFolder, withPassingCloud } from '../../local/passing-cloud.ts';
import { placeOf, readRecord, writeRecord } from '../../local/place.ts';
import { type Environment, programOf, serverOf } from './programs.ts';
import { type CountingProxy, proxyTo } from './proxy.ts';

/** Credentials for the local cloud only. */
export const ACCOUNT: Environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: '000000000000',
  AWS_SECRET_ACCESS_KEY: 'test',
};

/** A folder that exists while `body` runs. */
export const withHome = <Result>(body: (home: string) => Promise<Result>): Promise<Result> => withFolder('bench', body);

/** @param body gets the home of its programs, and the environment that a process needs to read from the endless S3 */
export function withEndlessS3<Result>(body: (home: string, env: Environment) => Promise<Result>): Promise<Result> {
  return withHome(async (home) => {
    const { ca, key } = placeOf(home);
    await ensureCertificate(placeOf(home));
    const { server, address } = await serverOf(programOf('src/testing/bench/endless-s3.ts', home), [ca, key]);
    try {
      return await body(home, { ...ACCOUNT, AWS_ENDPOINT_URL: address, NODE_EXTRA_CA_CERTS: ca });
    } finally {
      server.kill();
    }
  });
}

/** @param body gets the home of its programs, and a running local cloud */
export const withCloud = <Result>(body: (home: string, cloud: LocalCloud) => Promise<Result>): Promise<Result> =>
  withPassingCloud('bench', (cloud) => body(cloud.home, cloud));

/**
 * The same behind a proxy. The cloud's own record names the proxy's port, so commands take it for their local cloud, with
 * its databases and machines.
 */
export const withProxy = <Result>(body: (home: string, proxy: CountingProxy) => Promise<Result>): Promise<Result> =>
  withCloud(async (home, { endpoint }) => {
    const place = placeOf(home);
    const record = readRecord(place);
    if (!record) throw new Error(`The local cloud in ${home} has no record.`);
    const proxy = await proxyTo(endpoint);
    writeRecord(place, { ...record, ports: { ...record.ports, aws: Number(new URL(proxy.endpoint).port) } });
    try {
      return await body(home, proxy);
    } finally {
      writeRecord(place, record);
      proxy.close();
    }
  });
