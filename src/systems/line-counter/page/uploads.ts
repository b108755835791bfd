// api/uploads: how a browser sends a file. Small: one link. Large: parts, each with a link of its own, so that an upload
// that was cut goes on with the parts that are missing.

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  paginateListParts,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Multipart, Part, Ticket, UploadState } from '../../../page/contract.ts';
import { Refused } from '../../../page/refused.ts';
import { partsIn, sha256In, typeIn, wholeNumberIn } from './fields.ts';
import { bodyOf, empty } from './http.ts';
import { keyOf } from './key-of.ts';
import { LARGEST_FILE, PART_BYTES } from './limits.ts';
import type { Asked, Handler } from './page.ts';
import type { Seals, Unfinished } from './seal.ts';
import type { PageTelemetry } from './telemetry.ts';
import { partTicket, ticketFor } from './tickets.ts';

const PARTS_AT_ONCE = 20;

export interface UploadSettings {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly seals: Seals;
  readonly telemetry: PageTelemetry;
}

export function uploads({ s3, bucket, seals, telemetry }: UploadSettings): Record<string, Handler> {
  const at = ({ key, id }: Unfinished) => ({ Bucket: bucket, Key: key, UploadId: id });
  const opened = async ({ event, guest }: Asked) => {
    const fields = bodyOf(event);
    return { fields, unfinished: await seals.open(fields.upload, guest.invitation) };
  };

  async function begin({ event, guest }: Asked): Promise<Ticket | Multipart> {
    const fields = bodyOf(event);
    const bytes = sizeIn(fields);
    const [key, type] = [keyOf(fields.name), typeIn(fields)];
    telemetry.done('a file is coming', guest, { key, bytes });
    if (bytes <= PART_BYTES) return ticketFor(s3, bucket, { key, bytes, type, sha256: sha256In(fields) });
    const { UploadId = '' } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ContentType: type, ChecksumAlgorithm: 'SHA256' }),
    );
    const upload = await seals.seal({ key, id: UploadId, bytes, by: guest.invitation });
    return { kind: 'multipart', key, upload, partBytes: PART_BYTES };
  }

  async function parts(asked: Asked) {
    const { fields, unfinished } = await opened(asked);
    const count = Math.ceil(unfinished.bytes / PART_BYTES);
    const wanted = partsIn(fields, count, PARTS_AT_ONCE, PART_BYTES);
    const wrong = wanted.find(({ number, bytes }) => bytes !== sizeOfPart(unfinished.bytes, number));
    if (wrong)
      throw new Refused('bad-request', `Part ${wrong.number} of this file does not have ${wrong.bytes} bytes.`);
    return { parts: await Promise.all(wanted.map((one) => partTicket(s3, at(unfinished), one))) };
  }

  async function complete(asked: Asked) {
    const { unfinished } = await opened(asked);
    const there = await partsThere(s3, at(unfinished));
    const count = Math.ceil(unfinished.bytes / PART_BYTES);
    if (there.length !== count || there.some(({ number, bytes }) => bytes !== sizeOfPart(unfinished.bytes, number)))
      throw new Refused('bad-request', `S3 has ${there.length} of ${count} parts.`);
    const Parts = there.map(({ number, sha256, ETag }) => ({ PartNumber: number, ChecksumSHA256: sha256, ETag }));
    const done = { ...at(unfinished), MultipartUpload: { Parts }, IfNoneMatch: '*' };
    await s3.send(new CompleteMultipartUploadCommand(done)).catch(gone);
    telemetry.done('a file is complete', asked.guest, { key: unfinished.key, bytes: unfinished.bytes });
    return { key: unfinished.key };
  }

  async function state(asked: Asked): Promise<UploadState> {
    const { unfinished } = await opened(asked);
    const there = await partsThere(s3, at(unfinished));
    return { key: unfinished.key, parts: there.map(({ ETag: _, ...part }) => part) };
  }

  async function abort(asked: Asked) {
    const { unfinished } = await opened(asked);
    await s3.send(new AbortMultipartUploadCommand(at(unfinished))).catch(gone);
    return empty();
  }

  return {
    'POST api/uploads': { answer: begin },
    'POST api/uploads/parts': { answer: parts },
    'POST api/uploads/state': { answer: state },
    'POST api/uploads/complete': { answer: complete },
    'POST api/uploads/abort': { answer: abort },
  };
}

function sizeIn(fields: Readonly<Record<string, unknown>>): number {
  if (typeof fields.bytes === 'number' && fields.bytes > LARGEST_FILE)
    throw new Refused('too-large', `A file may have ${LARGEST_FILE} bytes.`);
  return wholeNumberIn(fields, 'bytes', 0, LARGEST_FILE);
}

/** All parts have the same size but the last. */
const sizeOfPart = (bytes: number, number: number): number => Math.min(PART_BYTES, bytes - (number - 1) * PART_BYTES);

async function partsThere(client: S3Client, at: { Bucket: string; Key: string; UploadId: string }) {
  const found: (Part & { ETag: string | undefined })[] = [];
  try {
    for await (const { Parts = [] } of paginateListParts({ client }, at))
      for (const { PartNumber = 0, Size = 0, ChecksumSHA256 = '', ETag } of Parts)
        found.push({ number: PartNumber, bytes: Size, sha256: ChecksumSHA256, ETag });
  } catch (error) {
    gone(error);
  }
  return found.sort((one, other) => one.number - other.number);
}

/** 412: there is such a file. 409: somebody is making one (S3 user guide, "Conditional writes"). */
function gone(error: unknown): never {
  const { name } = error as Error;
  if (name === 'NoSuchUpload') throw new Refused('not-found', 'This upload is over: it was completed or given up.');
  if (name === 'PreconditionFailed') throw new Refused('exists', 'There is a file of this name.');
  if (name === 'ConditionalRequestConflict') throw new Refused('slow-down', 'S3 is busy with this file.', 1);
  throw error;
}
