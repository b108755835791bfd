// The base of an image on the local cloud: a small runtime, and no system, because the processes of this machine are used.

import { bundle } from '../../aws/code/bundle.ts';
import { digestOf, layerOf } from '../../aws/code/layer.ts';
import { filesIn } from '../../aws/code/zip.ts';
import type { Base } from './push/base.ts';
import { OCI } from './push/manifest.ts';

const BOOTSTRAP = 'var/runtime/bootstrap.js';

const CODE = bundle('src/runtime/local-base/bootstrap.ts');
const bootstrap = () => filesIn(CODE.zip)['index.js'] as Uint8Array;

/** Another runtime is another base. */
export const localBaseName = (): string => `local base ${digestOf(bootstrap())}`;

export async function localBase(architecture: string): Promise<Base> {
  const { bytes, digest, diffId } = await layerOf({ [BOOTSTRAP]: bootstrap() });
  return {
    config: {
      ...{ architecture, os: 'linux' },
      config: {
        Env: ['LAMBDA_TASK_ROOT=/var/task'],
        Entrypoint: ['node', `/${BOOTSTRAP}`],
        WorkingDir: '/var/task',
        Labels: { base: 'a small runtime for the local cloud, in place of public.ecr.aws/lambda/nodejs' },
      },
      rootfs: { type: 'layers', diff_ids: [diffId] },
    },
    family: OCI,
    layers: [
      {
        ...{ mediaType: OCI.layer, digest, size: bytes.length },
        open: async () => new Blob([new Uint8Array(bytes)]),
      },
    ],
  };
}
