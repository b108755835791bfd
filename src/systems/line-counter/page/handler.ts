// The entry point of the page: every request of a browser arrives here, for the page's files and for its API.

import { required } from '../../../runtime/environment.ts';
import { door } from './door.ts';
import { pageHeaders } from './headers.ts';
import { me } from './me.ts';
import { page } from './page.ts';
import { staticFiles } from './static.ts';
import { PageTelemetry } from './telemetry.ts';

const { AWS_ENDPOINT_URL: endpoint, LAMBDA_TASK_ROOT: root = process.cwd() } = process.env;
const telemetry = new PageTelemetry();
const stack = required('STACK');
const region = required('AWS_REGION');
const bucketOrigin = endpoint ? new URL(endpoint).origin : `https://${required('BUCKET')}.s3.${region}.amazonaws.com`;
const local = endpoint !== undefined;

export const handler = page({
  door: door({ id: required('INVITATION_KEY_ID'), x: required('INVITATION_KEY') }, stack, telemetry),
  files: staticFiles(`${root}/page`),
  headers: pageHeaders(bucketOrigin, local),
  telemetry,
  handlers: {
    'GET api/me': me({ stack, region, local, bucketOrigin }),
  },
});
