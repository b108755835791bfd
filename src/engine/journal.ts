// The journal: which API calls a run made, how many of them were writes, and, in a walkthrough, which part made which. It
// follows the asynchronous context, so no function passes it along. Calls outside of any part ("who am I") are counted too.

import { AsyncLocalStorage } from 'node:async_hooks';

export interface Call {
  /** "SQS" */
  readonly service: string;
  /** "CreateQueue" */
  readonly operation: string;
  readonly write: boolean;
  /** The parameters, of a write that belongs to a part. */
  readonly input?: object;
}

/** The first word of operations that only read. */
const READ =
  /^(Get|List|Describe|Head|Lookup|Search|Simulate|Select|Query|Scan|Filter|(Batch|Transact)(Get|Describe|Check))([A-Z]|$)/;

/** Operations that only read, although their names begin like those of writes. */
const READ_TOO = new Set([
  'ReceiveMessage', // hides messages for some time, but changes none
  'StartQuery', // CloudWatch Logs Insights: GetQueryResults fetches the answer
  'StopQuery',
  'StartLiveTail', // CloudWatch Logs: shows new lines when they come
  'DecodeAuthorizationMessage',
  'CheckIfPhoneNumberIsOptedOut', // but VerifySMSSandboxPhoneNumber is a write
  'TestMetricFilter', // but ElastiCache's TestFailover and TestMigration are writes
  'TestTransformer',
  'ValidateSecurityGroupQuotasForInterface',
]);

export const writes = (operation: string): boolean => !READ.test(operation) && !READ_TOO.has(operation);

/** One storage for all journals, in use only when needed: until then Node.js before 24 has less work at every promise. */
const working = new AsyncLocalStorage<{ journal: Journal; calls: Call[] }>();
/** How many pieces of work use it now. */
let inUse = 0;

export class Journal {
  readonly calls: Call[] = [];
  /** "SQS GetQueueUrl -> 200" and how often. An error shows its name: "SQS GetQueueUrl -> 400 QueueDoesNotExist". */
  readonly answers = new Map<string, number>();

  /** Counts one answer. @param answer HTTP status and name of the error */
  answered(service: string, operation: string, answer: string): void {
    const name = `${service} ${operation} -> ${answer}`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
  }

  /**
   * Counts one request when it is sent. Every attempt counts.
   * @param input is kept for parts only, because other calls may send whole files
   */
  note(service: string, operation: string, input?: object): void {
    const call = { service, operation, write: writes(operation) };
    this.calls.push(call);
    const part = working.getStore();
    if (part?.journal === this) part.calls.push(call.write && input ? { ...call, input } : call);
  }

  /** Does the work and adds its calls to `calls` too. */
  async during<T>(calls: Call[], work: () => Promise<T>): Promise<T> {
    inUse += 1;
    try {
      return await working.run({ journal: this, calls }, work);
    } finally {
      inUse -= 1;
      if (!inUse) working.disable();
    }
  }

  get writes(): number {
    return this.calls.filter((call) => call.write).length;
  }
}
