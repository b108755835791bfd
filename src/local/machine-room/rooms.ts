// Opens a machine room in each region with machines.

import { join } from 'node:path';
import { followRegions, type Rooms } from '../regions.ts';
import { regionsWithMachines } from './ask.ts';
import type { RoomSettings } from './room.ts';

export const machineRooms = (settings: Omit<RoomSettings, 'region'>): Rooms =>
  followRegions({
    name: 'machine room',
    regions: (regions) => regionsWithMachines(settings.endpoint, regions),
    async open(region) {
      const { Room } = await import('./room.ts');
      return new Room({ ...settings, region, home: join(settings.home, region) });
    },
    say: settings.say,
  });
