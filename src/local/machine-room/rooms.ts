// Opens a machine room in each region with instances.

import { join } from 'node:path';
import { followRegions, type Rooms } from '../regions.ts';
import type { RoomSettings } from './room.ts';

export const machineRooms = (settings: Omit<RoomSettings, 'region'>): Rooms =>
  followRegions({
    name: 'machine room',
    endpoint: settings.endpoint,
    service: 'ec2',
    async open(region) {
      const { Room } = await import('./room.ts');
      return new Room({ ...settings, region, home: join(settings.home, region) });
    },
    say: settings.say,
  });
