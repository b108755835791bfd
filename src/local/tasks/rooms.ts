// Opens a room for tasks in each region with a cluster.

import { type Question, regionsThatShow } from '../ask-regions.ts';
import { followRegions, type Rooms } from '../regions.ts';
import type { TaskPlace } from './task.ts';

const CLUSTERS: Question = {
  service: 'ecs',
  headers: {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters',
  },
  body: '{}',
  shows: ':cluster/',
};

export const taskRooms = (settings: Omit<TaskPlace, 'region'>): Rooms =>
  followRegions({
    name: 'tasks',
    regions: (regions) => regionsThatShow(settings.endpoint, CLUSTERS, regions),
    async open(region) {
      const { TaskRoom } = await import('./room.ts');
      return new TaskRoom({ ...settings, region });
    },
    say: settings.say,
  });
