// What the line counter costs while nobody uses it: said before anything is made on AWS.

import type { Settings } from '../config.ts';
import { names } from './line-counter.ts';
import { monthlyPrice, rowsFor } from './watch/table.ts';

/** US dollars an hour, us-east-1: the smallest cache node, and two zones of the SNS endpoint (price pages). */
const CACHE_AND_ENDPOINT = 0.0128 + 0.02;
/** In the months of AWS's price pages. */
const HOURS = 730;

/** "about $0.037 an hour at us-east-1 prices", in whatever region: with its alarms, unless they are off. */
export function restingCost(cloud: { account: string }, settings: Settings): string {
  const alarms = settings.ALARMS === 'on' ? monthlyPrice(rowsFor(names(cloud, settings), settings)).together : 0;
  return `about $${(CACHE_AND_ENDPOINT + alarms / HOURS).toFixed(3)} an hour at us-east-1 prices`;
}
