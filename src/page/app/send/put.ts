// One PUT to the bucket. XMLHttpRequest, because fetch does not tell how much has been sent.

export class PutFailed extends Error {
  /** 0: no answer came, or the browser did not let us see it. */
  readonly status: number;
  /** Of S3: "PreconditionFailed". */
  readonly code: string;
  constructor(status: number, code: string) {
    super(code || String(status));
    this.status = status;
    this.code = code;
  }
}

/** Without a byte sent for so long, the connection is dead. Milliseconds. */
const SILENCE = 60_000;

/** @param progress bytes sent so far */
export function put(
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: ArrayBuffer,
  progress: (sent: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence = setTimeout(() => request.abort(), SILENCE);
    const ended = (act: () => void) => () => {
      clearTimeout(silence);
      act();
    };
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENCE);
      progress(loaded);
    };
    request.onload = ended(() => {
      if (request.status < 300) return resolve();
      const [, code = ''] = /<Code>(\w+)</.exec(request.responseText) ?? [];
      reject(new PutFailed(request.status, code));
    });
    request.onerror = ended(() => reject(new PutFailed(0, '')));
    request.onabort = request.onerror;
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(bytes);
  });
}
