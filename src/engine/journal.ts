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

/** One for all journals: Node asks every such storage at every promise, so a thousand of them would stop the clock. */
const working = new AsyncLocalStorage<{ journal: Journal; calls: Call[] }>();

export class Journal {
  readonly calls: Call[] = [];

  /** Notes one request as it leaves; every attempt counts. */
  note(service: string, operation: string): void {
    const call = { service, operation, write: writes(operation) };
    this.calls.push(call);
    const part = working.getStore();
    if (part?.journal === this) part.calls.push(call);
  }

  /** Does the work, noting its calls in a list of its own too. */
  during<T>(calls: Call[], work: () => Promise<T>): Promise<T> {
    return working.run({ journal: this, calls }, work);
  }

  get writes(): number {
    return this.calls.filter((call) => call.write).length;
  }
}
