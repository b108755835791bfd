import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{provision,teardown,src,scripts}/**/*.test.ts'],
    globalSetup: 'src/testing/cloud.setup.ts',
    // Real servers and real processes: a busy machine may take its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
