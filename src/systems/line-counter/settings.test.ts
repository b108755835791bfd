// The settings of the line counter: refused values, and the defaults.

import { expect, test } from 'vitest';
import { lineCounterSettings } from './settings.ts';

test.each([
  ['CACHE_ENGINE', 'memcached', 'an engine without scripts'],
  ['CACHE_NODE_TYPE', 't4g.micro', 'a type of another service'],
  ['VPC_CIDR', '10.42.1.0/16', 'bits behind the mask'],
  ['VPC_CIDR', '10.999.0.0/16', 'no address'],
])('%s=%j is refused: %s', (name, value) => {
  expect(() => lineCounterSettings({ [name]: value })).toThrow(name);
});

test('without any setting, everything has a default', () => {
  expect(lineCounterSettings({})).toMatchObject({
    ...{ CACHE_ENGINE: 'valkey', CACHE_NODE_TYPE: 'cache.t4g.micro', REQUEST_METRICS: 'off' },
    VPC_CIDR: '10.42.0.0/16',
  });
});
