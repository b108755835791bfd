// The process of a function has the variables of Lambda, and its log has no advice about this machine's Node.js.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from './start-process.ts';

const FUNCTION = {
  ...{ endpoint: 'http://127.0.0.1:1', region: 'us-east-1', account: '000000000000', name: 'shop', repository: 'shop' },
  ...{ digest: 'sha256:0', role: 'shop', memory: 128, logGroup: '/aws/lambda/shop', variables: { TABLE: 'sales' } },
  ...{ entryPoint: undefined, command: undefined },
};

test('it knows its function and its variables, and does not warn of an old Node.js', async () => {
  const root = mkdtempSync(join(tmpdir(), 'image-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'var', 'task'), { recursive: true });
  const print = 'console.log(JSON.stringify(process.env))';
  const image = { root, environment: ['LANG=C.UTF-8'], entryPoint: ['/usr/bin/node'], command: ['-e', print] };
  const { stdout } = startProcess(FUNCTION, image, {}, { api: '127.0.0.1:2', stream: 's' });
  expect(stdout && JSON.parse(await text(stdout))).toMatchObject({
    ...{ AWS_LAMBDA_FUNCTION_NAME: 'shop', AWS_LAMBDA_RUNTIME_API: '127.0.0.1:2', TABLE: 'sales', LANG: 'C.UTF-8' },
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
});
