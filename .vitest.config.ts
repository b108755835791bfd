import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { LONG, LONG_SYSTEM } from './src/testing/long.ts';

// Tests compare text, so commands must print without colours.
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';
// They compare English text, whatever the locale of the machine.
process.env.UI_LANGUAGE = 'en';

/**
 * The long files first, then those with the most fixtures, because they start systems, clouds and commands. At the end no
 * worker waits for the last of them.
 */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith('.long.test.ts');
    const fixtures = ({ moduleId }: TestSpecification) =>
      `${moduleId} ${readFileSync(moduleId, 'utf8')}`.split('/testing/').length;
    const weights = new Map(files.map((file) => [file, (isLong(file) ? 100 : 0) + fixtures(file)]));
    const weight = (file: TestSpecification) => weights.get(file) ?? 0;
    return (await super.sort(files)).toSorted((a, b) => weight(b) - weight(a));
  }
}

export default defineConfig({
  test: {
    include: LONG
      ? ['src/!(systems)/**/*.long.test.ts', `src/systems/${LONG_SYSTEM ?? '*'}/**/*.long.test.ts`]
      : ['{provision,teardown,src,scripts}/**/*.test.ts'],
    globalSetup: 'src/testing/cloud.setup.ts',
    // Real servers and real processes are slow on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Twice the cores of a small machine, because tests wait for servers and processes for most of their time.
    maxWorkers: 4,
    // The SDK is loaded once a worker, not once a file. No test changes what another one sees.
    isolate: false,
    // Young objects are collected in larger portions: 4 % less work for a worker.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongFirst },
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
