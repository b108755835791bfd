// Not hazards, but changes of the local cloud for a clock that jumps. The local cloud makes and changes functions in
// real time: here every function is ready at once, and function-states.ts adds the time. It has no network interfaces,
// so we need not ask it for them thousands of times.

import { setTimeout as realTime } from 'node:timers/promises';
import { type Hazard, is, ok } from './wire.ts';

export const functionsAtOnce: Hazard = async (call, pass) => {
  let answer = await pass();
  for (let tries = 0; answer.status === 409 && is(call, ...CHANGES) && tries < 200; tries += 1) {
    await realTime(20);
    answer = await pass();
  }
  if (!is(call, 'GetFunction') || answer.status >= 300) return answer;
  const told = JSON.parse(answer.body);
  Object.assign(told.Configuration, { State: 'Active', LastUpdateStatus: 'Successful' });
  return { ...answer, body: JSON.stringify(told) };
};

export const noInterfaces: Hazard = async (call, pass) =>
  is(call, 'DescribeNetworkInterfaces')
    ? ok('<DescribeNetworkInterfacesResponse><networkInterfaceSet/></DescribeNetworkInterfacesResponse>')
    : pass();

/**
 * A database here has an address, and nothing listens there. A function that is asked to do something in it (an event with
 * an `action`) answers that it is done.
 */
export const imaginedDatabase: Hazard = async (call, pass) =>
  is(call, 'Invoke') && call.input.action !== undefined ? ok('{}') : pass();

const CHANGES = ['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'DeleteFunction'];
