// The page in front of the line counter: the key of its invitations, its function, and its address. Not wanted any more, it
// is removed.

import type { Soon } from '../../src/engine/needs.ts';
import type { Run } from '../../src/engine/run.ts';
import type { HttpApi } from '../../src/resources/apigateway/http-api.ts';
import type { UnderBoundary } from '../../src/resources/iam/role.ts';
import type { LambdaFunction } from '../../src/resources/lambda/function-state.ts';
import type { Bucket } from '../../src/resources/s3/bucket.ts';
import type { PageParts } from '../../src/systems/line-counter/page/parts.ts';
import { pageRemains, removePage } from '../../src/systems/line-counter/page/remove-page.ts';
import { provisionFunction } from './function.ts';

interface Behind extends UnderBoundary {
  readonly bucket: Bucket;
  readonly reader: LambdaFunction;
}

/** @returns the API when the whole page can be used; `undefined` without a page */
export function provisionPage(
  { up, removeIfPresent }: Pick<Run, 'up' | 'removeIfPresent'>,
  part: PageParts,
  { bucket, reader, boundary }: Soon<Behind>,
): Promise<HttpApi | undefined> {
  if (!part.on) {
    removeIfPresent(
      pageRemains(part).filter(({ kept }) => !kept),
      removePage(removeIfPresent, part),
    );
    return Promise.resolve(undefined);
  }
  const key = up(part.key);
  const { ready } = provisionFunction({ up }, part, {
    role: { bucket, reader, boundary },
    function: {},
    environment: { key, bucket, reader },
  });
  const api = up(part.api);
  const mayCall = up(part.mayCall, { api, function: ready });
  const integration = up(part.integration, { api, function: ready });
  const route = up(part.route, { integration });
  const logs = part.logged ? up(part.accessLog) : undefined;
  const stage = up(part.stage, { route, logs });
  const cors = up(part.cors, { bucket, api });
  if (!part.logged) removeIfPresent([part.accessLog], stage);
  // A failure of one of them is told by the engine. Here nobody waits for it twice.
  const whole = Promise.all([api, mayCall, stage, cors]).then(([live]) => live);
  whole.catch(() => {});
  return whole;
}
