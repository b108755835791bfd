// The entry point of the page: every request of a browser arrives here, for the page's files and for its API.

import { required } from '../../../runtime/environment.ts';
import { askReader } from './ask-reader.ts';
import { clientsAt } from './clients.ts';
import { depths } from './depths.ts';
import { door } from './door.ts';
import { files } from './files.ts';
import { pageHeaders } from './headers.ts';
import { me } from './me.ts';
import { page } from './page.ts';
import { seals } from './seal.ts';
import { staticFiles } from './static.ts';
import { status } from './status.ts';
import { PageTelemetry } from './telemetry.ts';
import { uploads } from './uploads.ts';

const { AWS_ENDPOINT_URL: endpoint, LAMBDA_TASK_ROOT: root = process.cwd() } = process.env;
const telemetry = new PageTelemetry();
const stack = required('STACK');
const region = required('AWS_REGION');
const bucket = required('BUCKET');
const bucketOrigin = endpoint ? new URL(endpoint).origin : `https://${bucket}.s3.${region}.amazonaws.com`;
const local = endpoint !== undefined;
const cloud = clientsAt({ region, account: required('ACCOUNT'), local });
const ask = askReader(cloud.lambda, required('READER'), telemetry);
const queues = { queue: required('QUEUE'), deadLetters: required('DEAD_LETTERS') };

export const handler = page({
  door: door({ id: required('INVITATION_KEY_ID'), x: required('INVITATION_KEY') }, stack, telemetry),
  files: staticFiles(`${root}/page`),
  headers: pageHeaders(bucketOrigin, local),
  telemetry,
  handlers: {
    'GET api/me': me({ stack, region, local, bucketOrigin }),
    ...files(ask, bucket),
    ...status(ask, depths(cloud, queues)),
    ...uploads({ s3: cloud.s3, bucket, seals: seals(required('UPLOAD_SECRET')), telemetry }),
  },
});
