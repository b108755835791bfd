// The one request that the worker sends to S3: its address and its signature. Notice: a key may be any text of up to
// 1,024 bytes of UTF-8, with blanks, plus signs, percent signs, leading slashes and dots. It is encoded once, here. S3
// alone wants the signature of the path exactly as it is sent.

import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

export interface StoreSettings {
  region: string;
  /** Only when S3 is at another address, such as a local cloud: "http://127.0.0.1:4566". */
  endpoint?: string | undefined;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined };
}

/** The options of Node's `request`, the same for http and https. */
export interface SignedRequest {
  protocol: string;
  hostname: string;
  port: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

type Wanted = { bucket: string; key: string; versionId?: string; etag?: string };

/** Gives a function that signs a GetObject of exactly the wanted version. */
export function signer({ region, endpoint, credentials: { sessionToken, ...keys } }: StoreSettings) {
  const credentials = { ...keys, ...(sessionToken && { sessionToken }) };
  const signature = new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false });

  return async (wanted: Wanted): Promise<SignedRequest> => {
    const { url, prefix } = place(wanted.bucket, region, endpoint);
    const { versionId, etag } = wanted;
    const request = {
      method: 'GET',
      protocol: url.protocol,
      hostname: url.hostname,
      port: url.port,
      path: prefix + encoded(wanted.key),
      // In a bucket with versions we ask for the event's version. Without versions the ETag shows whether the object is
      // still the same.
      query: versionId ? { versionId } : ({} as Record<string, string>),
      headers: {
        host: url.host,
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', // a GET has no body
        'x-amz-checksum-mode': 'ENABLED', // without it S3 does not send its checksum
        ...(etag && !versionId && { 'if-match': `"${etag}"` }),
      },
    };
    const { headers } = await signature.sign({ ...request, port: Number(url.port) });
    const query = versionId ? `?versionId=${encodeURIComponent(versionId)}` : '';
    return { ...request, path: request.path + query, headers };
  };
}

/** A bucket has its own host name, unless its name has dots (no certificate fits) or S3 is at another address. */
function place(bucket: string, region: string, endpoint?: string) {
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  if (!endpoint && !bucket.includes('.')) return { url: new URL(`https://${bucket}.${host}`), prefix: '/' };
  const url = new URL(endpoint ?? `https://${host}`);
  return { url, prefix: `${url.pathname.replace(/\/$/, '')}/${bucket}/` };
}

/** Percent-encodes everything but RFC 3986's unreserved characters and the slash. */
function encoded(key: string): string {
  const strict = (text: string) =>
    text.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return strict(encodeURIComponent(key)).replaceAll('%2F', '/');
}

/** Node's own hash, in the form the signer asks for. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Buffer);
  }
  update(data: Uint8Array | string) {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset() {}
}
