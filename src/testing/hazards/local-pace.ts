// Not a hazard: the local cloud makes and changes functions in real time, which does not pass on a clock that jumps. Here
// every function is ready at once; how long it takes is for function-states.ts to say.

import { setTimeout as realTime } from 'node:timers/promises';
import { type Hazard, is } from './wire.ts';

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

const CHANGES = ['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'DeleteFunction'];
