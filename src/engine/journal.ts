// The journal of calls: which API calls each part made, and how many of them wrote something.
// It follows the asynchronous context, so no function passes it along. Calls made outside any part ("who am I") are
// counted too.

import { AsyncLocalStorage } from 'node:async_hooks';

export interface Call {
  /** "SQS" */
  readonly service: string;
  /** "CreateQueue" */
  readonly operation: string;
  readonly write: boolean;
}

/** How AWS begins the names of operations that only read. */
const READ =
  /^(Get|List|Describe|Head|Lookup|Search|Simulate|Select|Query|Scan|Filter|(Batch|Transact)(Get|Describe|Check))([A-Z]|$)/;

/** Operations that only read, although their names begin as those of writes do. */
const READ_TOO = new Set([
  'ReceiveMessage', // hides messages for a while, and changes none
  'StartQuery', // CloudWatch Logs Insights: GetQueryResults fetches the answer
  'StopQuery',
  'StartLiveTail', // CloudWatch Logs: shows new lines as they come
  'DecodeAuthorizationMessage',
  'CheckIfPhoneNumberIsOptedOut', // but VerifySMSSandboxPhoneNumber is a write
  'TestMetricFilter', // but ElastiCache's TestFailover and TestMigration are writes
  'TestTransformer',
  'ValidateSecurityGroupQuotasForInterface',
]);

/** Does an operation of this name change anything? */
export const writes = (operation: string): boolean => !READ.test(operation) && !READ_TOO.has(operation);

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
