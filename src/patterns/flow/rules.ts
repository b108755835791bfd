// Which parts are boxes of the drawing, and which parts say that data flows from one box to another.

import type { FlowKind } from '../../page/contract.ts';

/** Kinds of parts that hold or work on data. All others (roles, logs, networks) are not drawn. */
export const BOXES: Readonly<Record<string, FlowKind>> = {
  'HTTP API': 'page',
  'S3 bucket': 'bucket',
  'SQS queue': 'queue',
  'Lambda function': 'function',
  Cache: 'cache',
  'DynamoDB table': 'table',
  'DB instance': 'database',
  Instance: 'server',
  Volume: 'volume',
  'SNS topic': 'topic',
  'E-mail subscription': 'email',
  Alarm: 'alarms',
  'Composite alarm': 'alarms',
};

/** The need with this name; `self`, the part; or `others`, every other need. */
export type End = string | typeof SELF | typeof OTHERS;
export const SELF = Symbol('the part itself');
export const OTHERS = Symbol('every other need');

/**
 * Kinds that stand for some of their needs, because they are about them: the permission to call a function is that
 * function, and a role is what it allows to use.
 */
export const STANDS_FOR: Readonly<Record<string, string | typeof OTHERS>> = {
  Environment: 'function',
  Permission: 'function',
  'Instance profile': 'role',
  'IAM role': OTHERS,
};

/** Kinds whose needs are the two ends of an edge. */
export const EDGES: Readonly<Record<string, { readonly from: End; readonly to: End }>> = {
  Notification: { from: 'bucket', to: OTHERS },
  Integration: { from: 'api', to: 'function' },
  Mapping: { from: 'queue', to: 'function' },
  'SQS queue': { from: SELF, to: 'deadLetters' },
  'Asynchronous invocation': { from: 'function', to: 'failures' },
  // The variables of a function are the addresses of what it writes to, or asks.
  Environment: { from: 'function', to: OTHERS },
  // A server finds what it uses by itself. Its role says what that may be.
  Instance: { from: SELF, to: 'profile' },
  'Volume attachment': { from: 'instance', to: 'volume' },
  'E-mail subscription': { from: 'topic', to: SELF },
  'Composite alarm': { from: SELF, to: 'operators' },
};

/** Kinds whose edges lead to dead letters. */
export const TO_DEAD_LETTERS: readonly string[] = ['SQS queue', 'Asynchronous invocation'];
