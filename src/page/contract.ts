// What the page and the function behind it say to each other. Types only: both sides are compiled against this file.
// All addresses are relative to the page's own. Bodies are JSON. A refusal is `{"error":{"code","message"}}`.

export type Code =
  | 'signed-out' // 401
  | 'invitation-late' // 401
  | 'invitation-wrong' // 401
  | 'invitation-revoked' // 401
  | 'not-allowed' // 403: the other role may
  | 'other-site' // 403
  | 'bad-request' // 400
  | 'bad-name' // 400
  | 'too-large' // 413
  | 'exists' // 409
  | 'not-found' // 404
  | 'slow-down' // 429, with Retry-After
  | 'failed'; // 500

export interface Refusal {
  error: { code: Code; message: string };
}

export type Role = 'accountant' | 'operator';
export type TabName = 'send' | 'files' | 'flow' | 'mails';

/** GET api/me */
export interface Me {
  name: string;
  role: Role;
  /** ISO 8601 */
  expires: string;
  /** "ada-dev-audit-log" */
  stack: string;
  region: string;
  /** Is it a cloud on this machine? */
  local: boolean;
  /** Where presigned addresses lead: "https://BUCKET.s3.REGION.amazonaws.com" */
  bucketOrigin: string;
  /** A file of more bytes is sent in parts of this size. */
  partBytes: number;
  /** Bytes of the largest file that is taken. */
  largestFile: number;
  /** What this server serves. Without it: everything that the role may see. */
  tabs?: TabName[];
}

/** POST api/uploads {name, bytes, type, sha256?} -> Ticket for at most `partBytes` (sha256 in base64 is required), else Multipart */
export interface Ticket {
  kind: 'put';
  key: string;
  url: string;
  headers: Record<string, string>;
  /** ISO 8601 */
  expires: string;
}
export interface Multipart {
  kind: 'multipart';
  key: string;
  /** Sealed by the server: the page only keeps it. */
  upload: string;
  partBytes: number;
}
/** POST api/uploads/parts {upload, parts: Part[]} -> {parts: PartTicket[]}, at most 20 at once */
export interface Part {
  /** From 1. */
  number: number;
  bytes: number;
  /** base64 */
  sha256: string;
}
export interface PartTicket {
  number: number;
  url: string;
  headers: Record<string, string>;
}
/** POST api/uploads/state {upload} -> what S3 has already; 404 when the upload is gone */
export interface UploadState {
  key: string;
  parts: Part[];
}
// POST api/uploads/complete {upload} -> {key}; 409 exists · POST api/uploads/abort {upload} -> 204

/** POST api/files/fate {keys: at most 200} -> Fates */
export interface Fates {
  fates: Fate[];
  cache: 'up' | 'away';
}
export type Fate =
  | { key: string; state: 'waiting' }
  | { key: string; state: 'counted'; lines: number; newlines: number; bytes: number; at: string }
  | { key: string; state: 'failed'; reason: string; at: string };

export interface FileRow {
  key: string;
  /** The last part of the key. */
  name: string;
  status: 'counted' | 'failed';
  lines?: number;
  newlines?: number;
  bytes?: number;
  reason?: string;
  /** ISO 8601 */
  at: string;
}
/** GET api/files?limit=100&cursor=&search= with ETag */
export interface Files {
  files: FileRow[];
  total: number;
  cursor?: string;
  cache: 'up' | 'away';
}
// GET api/files.csv -> text/csv; header x-ada-more: 1 when it does not hold all

/** GET api/status with ETag */
export interface Status {
  waiting: number;
  inFlight: number;
  deadLetters: number;
  /** null: the cache is away */
  records: number | null;
  /** ISO 8601 */
  lastMail?: string;
  at: string;
}

/** GET api/mails -> {mails: Mail[]}, the newest first, at most 50 */
export interface Mail {
  at: string;
  subject: string;
  text: string;
}

// For operators only. POST api/redrive {} -> {moved: number}

/** GET api/flow */
export interface Flow {
  system: string;
  stack: string;
  /** ISO 8601: when the numbers were asked. */
  at: string;
  nodes: FlowNode[];
  edges: FlowEdge[];
  /** What could not be asked, a sentence each. */
  problems: string[];
  /** Keys of files that arrived in the last minute, the newest first, where the server looks. */
  recent?: string[];
}
export type FlowKind =
  | 'page'
  | 'bucket'
  | 'queue'
  | 'dead-letters'
  | 'function'
  | 'cache'
  | 'table'
  | 'database'
  | 'server'
  | 'volume'
  | 'topic'
  | 'email'
  | 'alarms'
  | 'other';
export interface FlowNode {
  /** Name of the part in the system's list of parts: "queue", "worker". */
  id: string;
  kind: FlowKind;
  /** "SQS queue ada-dev-audit-log-failures" */
  title: string;
  what: Text;
  why: Text;
  /** US dollars at rest in us-east-1; null: free while nobody uses it. */
  perHour: number | null;
  /** Where it is in the AWS console, in AWS's words. */
  where: string;
  /** The address of that page; none in a cloud on this machine. */
  console?: string;
  numbers: FlowNumber[];
  alarms: FlowAlarm[];
}
export interface FlowNumber {
  name: 'waiting' | 'in-flight' | 'dead' | 'records' | 'mails' | 'items' | 'objects';
  /** null: it could not be asked. */
  value: number | null;
  /** There are at least so many: counting all of them would take too long. */
  atLeast?: boolean;
}
export interface FlowAlarm {
  name: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Its description: why it rings, and what to do in three steps. */
  says: string;
}
export interface FlowEdge {
  from: string;
  to: string;
}
export interface Text {
  en: string;
  pt: string;
}

/** GET api/flow/trace?key= -> {steps: TraceStep[]}: the way of one file so far, the oldest first */
export interface TraceStep {
  /** ISO 8601 */
  at: string;
  /** Id of a node. */
  node: string;
  /** "event sent" */
  what: string;
}
