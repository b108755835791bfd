// What a function or a task writes, on its way into CloudWatch Logs of the local cloud. MiniStack keeps no lines of a function that it
// does not run itself.

import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  type InputLogEvent,
  PutLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientOf, type FunctionPlace } from './function.ts';

/** Milliseconds in which lines are collected. */
const PAUSE = 20;

export class BoxLogs {
  readonly #client: CloudWatchLogsClient;
  readonly #at: { logGroupName: string; logStreamName: string };
  #events: InputLogEvent[] = [];
  #rest = '';
  #sending: Promise<void> | undefined;
  #isThere = false;

  /** @param stream "2026/11/26/[$LATEST]0123…" */
  constructor(of: FunctionPlace & { readonly logGroup: string }, stream: string) {
    this.#client = new CloudWatchLogsClient(clientOf(of));
    this.#at = { logGroupName: of.logGroup, logStreamName: stream };
  }

  add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    const timestamp = Date.now();
    this.#events.push(...lines.filter(Boolean).map((message) => ({ timestamp, message })));
    if (this.#events.length) this.#sending ??= this.#send();
  }

  /** The last line may have no end. */
  async close(): Promise<void> {
    if (this.#rest) this.add('\n');
    await this.#sending;
    this.#client.destroy();
  }

  async #send(): Promise<void> {
    await pause(PAUSE);
    const logEvents = this.#events;
    this.#events = [];
    try {
      if (!this.#isThere) await this.#client.send(new CreateLogStreamCommand(this.#at));
      this.#isThere = true;
      await this.#client.send(new PutLogEventsCommand({ ...this.#at, logEvents }));
    } catch (error) {
      // On AWS, too, the lines of a function whose log group is gone are lost. Its work is not.
      if (!(error instanceof ResourceNotFoundException)) console.log(`image runner: log not written: ${error}`);
    }
    this.#sending = this.#events.length ? this.#send() : undefined;
    await this.#sending;
  }
}
