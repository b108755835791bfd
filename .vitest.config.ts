import { defineConfig } from 'vitest/config';
import { LONG } from './src/testing/long.ts';

// Tests compare text, so commands must print without colours.
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';
// They compare English text, whatever the locale of the machine.
process.env.UI_LANGUAGE = 'en';

export default defineConfig({
  test: {
    include: [`{provision,teardown,src,scripts}/**/*${LONG ? '.long' : ''}.test.ts`],
    globalSetup: 'src/testing/cloud.setup.ts',
    // Real servers and real processes are slow on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than the cores of a small machine, because tests often wait for a server.
    maxWorkers: 3,
    // The SDK is loaded once a worker, not once a file. No test changes what another one sees.
    isolate: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
