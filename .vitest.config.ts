import { defineConfig } from 'vitest/config';
import { LONG } from './src/testing/long.ts';

// Tests read words: colours that who runs them wants for the report must not get into what commands print.
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';
// They compare texts of the screen in English, whatever the locale of who runs them.
process.env.UI_LANGUAGE = 'en';

export default defineConfig({
  test: {
    include: [`{provision,teardown,src,scripts}/**/*${LONG ? '.long' : ''}.test.ts`],
    globalSetup: 'src/testing/cloud.setup.ts',
    // Real servers and real processes: a busy machine may take its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than the cores of a small machine: much of a test's time is a server's.
    maxWorkers: 3,
    // The SDK is loaded once a worker, not once a file: no test changes what another one sees.
    isolate: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
