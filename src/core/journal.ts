// The journal of calls: which API calls each part made, and how many of them wrote something.
// Notice: it follows the asynchronous context, so no function passes it along; calls made outside any part
// (who am I, for instance) are counted all the same.

import { AsyncLocalStorage } from 'node:async_hooks';

export interface Call {
  /** "SQS" */
  readonly service: string;
  /** "CreateQueue" */
  readonly operation: string;
  readonly write: boolean;
}

const READ = /^(Get|List|Describe|Head|Batch(Get|Describe)|Lookup|Search|Simulate)/;

/** Does an operation of this name change anything? */
export const writes = (operation: string): boolean => !READ.test(operation);

export class Journal {
  readonly calls: Call[] = [];
  readonly #part = new AsyncLocalStorage<Call[]>();

  /** Notes one request as it leaves; every attempt counts. */
  note(service: string, operation: string): void {
    const call = { service, operation, write: writes(operation) };
    this.calls.push(call);
    this.#part.getStore()?.push(call);
  }

  /** Does the work, noting its calls in a list of its own too. */
  during<T>(calls: Call[], work: () => Promise<T>): Promise<T> {
    return this.#part.run(calls, work);
  }

  get writes(): number {
    return this.calls.filter((call) => call.write).length;
  }
}
