// The entry point of the page: every request of a browser arrives here, for the page's files and for its API.

import { readFileSync } from 'node:fs';
import { pageHeaders } from '../../../page/headers.ts';
import type { Drawing } from '../../../patterns/flow/flow.ts';
import { required } from '../../../runtime/environment.ts';
import { askReader } from './ask-reader.ts';
import { clientsAt } from './clients.ts';
import { depths } from './depths.ts';
import { door } from './door.ts';
import { files } from './files.ts';
import { flow } from './flow.ts';
import { ACCOUNT, STACK } from './limits.ts';
import { me } from './me.ts';
import { page } from './page.ts';
import { seals } from './seal.ts';
import { staticFiles } from './static.ts';
import { status } from './status.ts';
import { PageTelemetry } from './telemetry.ts';
import { uploads } from './uploads.ts';

const { AWS_ENDPOINT_URL: endpoint, LAMBDA_TASK_ROOT: root = process.cwd() } = process.env;
const local = endpoint !== undefined;
const region = required('AWS_REGION');
const stack = required('STACK');
const names = {
  bucket: required('BUCKET'),
  queue: required('QUEUE'),
  deadLetters: required('DEAD_LETTERS'),
  worker: required('WORKER'),
  reader: required('READER'),
};
const bucketOrigin = endpoint ? new URL(endpoint).origin : `https://${names.bucket}.s3.${region}.amazonaws.com`;
const telemetry = new PageTelemetry();
const cloud = clientsAt({ region, account: required('ACCOUNT'), local });
const ask = askReader(cloud.lambda, names.reader, telemetry);
const drawn = readFileSync(`${root}/flow.json`, 'utf8');
const drawing: Drawing = JSON.parse(drawn.replaceAll(ACCOUNT, cloud.account).replaceAll(STACK, stack));

export const handler = page({
  door: door({ id: required('INVITATION_KEY_ID'), x: required('INVITATION_KEY') }, stack, telemetry),
  files: staticFiles(`${root}/page`),
  headers: pageHeaders(bucketOrigin, local),
  telemetry,
  handlers: {
    'GET api/me': me({ stack, region, local, bucketOrigin }),
    ...files(ask, names.bucket),
    ...flow({ cloud, names, drawing, ask, telemetry }),
    ...status(ask, depths(cloud, names)),
    ...uploads({ s3: cloud.s3, bucket: names.bucket, seals: seals(required('UPLOAD_SECRET')), telemetry }),
  },
});
