// Opens a machine room in each region with machines.

import { join } from 'node:path';
import { type Question, regionsThatShow } from '../ask-regions.ts';
import { followRegions, type Rooms } from '../regions.ts';
import type { RoomSettings } from './room.ts';

/** An instance with a boot text. */
const MACHINES: Question = {
  service: 'ec2',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=tag-key&Filter.1.Value.1=ada%3Aboot',
  shows: '<instanceId>',
};

export const machineRooms = (settings: Omit<RoomSettings, 'region'>): Rooms =>
  followRegions({
    name: 'machine room',
    regions: (regions) => regionsThatShow(settings.endpoint, MACHINES, regions),
    async open(region) {
      const { Room } = await import('./room.ts');
      return new Room({ ...settings, region, home: join(settings.home, region) });
    },
    say: settings.say,
  });
