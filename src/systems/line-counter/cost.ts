// What the line counter costs while nobody uses it: said before anything is made on AWS.

import { CACHE_PRICE } from '../../resources/elasticache/cache-engine.ts';
import { monthlyPrice, rowsFor } from './alarms/table.ts';
import { names } from './names.ts';
import type { LineCounterSettings } from './settings.ts';

/** US dollars an hour, us-east-1: two zones of the SNS endpoint (PrivateLink price page). */
const ENDPOINT = 0.02;
/** In the months of AWS's price pages. */
const HOURS = 730;

/** "about $0.037 an hour at us-east-1 prices", in whatever region: with its alarms, unless they are off; a larger node costs more, and that is said. */
export function restingCost(cloud: { account: string }, settings: LineCounterSettings): string {
  const alarms = settings.ALARMS === 'on' ? monthlyPrice(rowsFor(names(cloud, settings), settings)).together : 0;
  const hourly = CACHE_PRICE[settings.CACHE_ENGINE] + ENDPOINT + alarms / HOURS;
  const larger = settings.CACHE_NODE_TYPE === 'cache.t4g.micro' ? '' : `, more for ${settings.CACHE_NODE_TYPE}`;
  return `about $${hourly.toFixed(3)} an hour at us-east-1 prices${larger}`;
}
