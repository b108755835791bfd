// A certificate for one DNS name, signed by its own key: it encrypts, and nobody vouches for it. Whoever connects compares
// its fingerprint. The key is an elliptic one (ECDSA on P-256), and it is only in memory.
// Notice: ELB takes a certificate only when its common name is a whole host name, and a common name has 64 characters at
// most (hashicorp/terraform-provider-aws#41789; RFC 5280, appendix A.1). Browsers read the list of names, not this one.

export interface SelfSigned {
  readonly certificate: string;
  readonly privateKey: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const GOOD_FOR_DAYS = 365;
const LONGEST_COMMON_NAME = 64;

/** @param goodFor days from now; both texts are PEM */
export async function selfSigned(host: string, goodFor = GOOD_FOR_DAYS): Promise<SelfSigned> {
  const { generate } = await import('selfsigned'); // large, and needed once a year
  const commonName = host.length <= LONGEST_COMMON_NAME ? host : host.slice(host.indexOf('.') + 1);
  const { cert, private: privateKey } = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // The clock of this machine may be ahead of AWS's, and ACM refuses a certificate that begins later.
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + goodFor * DAY_MS),
    // A later certificate of the same ARN must have the same uses (ACM user guide, "Reimport a certificate").
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
  return { certificate: cert, privateKey };
}
