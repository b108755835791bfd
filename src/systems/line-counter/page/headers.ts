// What every answer of the page tells the browser: run and load nothing but this page's own files, speak to nobody but
// this API and the bucket, be shown in no frame.

/** @param bucketOrigin where files are sent: "https://BUCKET.s3.REGION.amazonaws.com" @param local without TLS? */
export const pageHeaders = (bucketOrigin: string, local: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${bucketOrigin}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  ...(!local && { 'strict-transport-security': 'max-age=31536000' }),
});
