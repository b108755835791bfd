// A queue like SQS: received messages are invisible for minutes, and after five receives a message is a dead letter. A
// message that returns, or whose receiver died, is not visible at once, but only after its visibility time-out.

import type { SQSEvent } from 'aws-lambda';

export interface Message {
  messageId: string;
  body: string;
  receives: number;
}

/** maxReceiveCount of the real queue. */
const RECEIVES = 5;

export class Queue {
  #visible: Message[] = [];
  #invisible: Message[] = [];
  #dead: Message[] = [];
  #sent = 0;

  send(body: object) {
    this.#sent += 1;
    this.#visible.push({ messageId: `m${this.#sent}`, body: JSON.stringify(body), receives: 0 });
  }

  get isEmpty() {
    return this.#visible.length === 0;
  }

  /** The picked messages, in that order, because such a queue promises no order. */
  receive(picks: number[]): Message[] {
    const batch = picks.flatMap((pick) => this.#visible.splice(pick % Math.max(1, this.#visible.length), 1));
    for (const message of batch) message.receives += 1;
    return batch;
  }

  /** These were not deleted. */
  keep(messages: Message[]) {
    this.#invisible.push(...messages);
  }

  /** Visibility time-outs end. */
  minutes() {
    for (const message of this.#invisible.splice(0)) {
      if (message.receives < RECEIVES) this.#visible.push(message);
      else this.#dead.push(message);
    }
  }

  get dead(): readonly Message[] {
    return this.#dead;
  }

  /** Sends the dead letters to the queue again, as somebody does by hand. */
  redrive() {
    this.#visible.push(...this.#dead.splice(0).map((message) => ({ ...message, receives: 0 })));
  }
}

/** A batch as Lambda gives it to the function. */
export function eventOf(batch: Message[]): SQSEvent {
  const Records = batch.map(({ messageId, body, receives }) => ({
    messageId,
    body,
    attributes: { SentTimestamp: '1735689600000', ApproximateReceiveCount: String(receives) },
  }));
  return { Records } as SQSEvent;
}
