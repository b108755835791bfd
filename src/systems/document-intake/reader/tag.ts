// The tag on the document itself: `intake=accepted` or `intake=rejected`.
// Notice: S3 only takes all tags of an object at once, so those of whoever uploaded it are read first and put back.

import { GetObjectTaggingCommand, PutObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectEvent } from '../../../runtime/s3-event.ts';

const TAG = 'intake';
/** S3 user guide, "Categorizing your storage using tags". */
const MOST_TAGS = 10;
const GONE = ['NoSuchKey', 'NoSuchVersion', 'NoSuchTagSet', 'MethodNotAllowed'];

export class DocumentTag {
  readonly #s3: S3Client;

  constructor(s3: S3Client) {
    this.#s3 = s3;
  }

  /** Its value, or undefined. */
  async read(event: ObjectEvent): Promise<string | undefined> {
    return (await this.#all(event))?.find(({ Key }) => Key === TAG)?.Value;
  }

  /** @returns false where the document is gone, or has ten other tags already */
  async write(event: ObjectEvent, status: string): Promise<boolean> {
    const tags = await this.#all(event);
    const others = tags?.filter(({ Key }) => Key !== TAG);
    if (!others || others.length >= MOST_TAGS) return false;
    const Tagging = { TagSet: [...others, { Key: TAG, Value: status }] };
    return (
      (await unlessGone(() => this.#s3.send(new PutObjectTaggingCommand({ ...at(event), Tagging })))) !== undefined
    );
  }

  async #all(event: ObjectEvent) {
    const answer = await unlessGone(() => this.#s3.send(new GetObjectTaggingCommand(at(event))));
    return answer && (answer.TagSet ?? []);
  }
}

const at = ({ bucket, key, versionId }: ObjectEvent) => ({
  ...{ Bucket: bucket, Key: key },
  ...(versionId && { VersionId: versionId }),
});

async function unlessGone<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && GONE.includes(error.name)) return undefined;
    throw error;
  }
}
