// Opens a room for tasks in each region with a cluster.

import { followRegions, type Rooms } from '../regions.ts';
import type { TaskPlace } from './task.ts';

export const taskRooms = (settings: Omit<TaskPlace, 'region'>): Rooms =>
  followRegions({
    name: 'tasks',
    endpoint: settings.endpoint,
    service: 'ecs',
    async open(region) {
      const { TaskRoom } = await import('./room.ts');
      return new TaskRoom({ ...settings, region });
    },
    say: settings.say,
  });
