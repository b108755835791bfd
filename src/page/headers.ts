// The headers of every answer of a server that serves the page.

/**
 * No inline code or style, nothing from elsewhere; the bucket is the only other place that the page may speak to.
 * @param bucketOrigin "https://BUCKET.s3.REGION.amazonaws.com"; '' without one
 * @param local without TLS?
 */
export const pageHeaders = (bucketOrigin: string, local: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${bucketOrigin}`.trim(),
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  ...(!local && { 'strict-transport-security': 'max-age=31536000' }),
  'x-content-type-options': 'nosniff',
});
