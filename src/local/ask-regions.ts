// Asks the emulator whether a region has things of one kind, without the SDK: nearly always there are none, and a client of the
// SDK would take memory and time in every local cloud.

/** The account of the commands on a local cloud. A load balancer of the emulator answers only in this one. */
export const ACCOUNT = '000000000000';

export interface Question {
  /** "ec2": as a signature names the service. */
  readonly service: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What stands in the answer where there is one. */
  readonly shows: string;
}

/** In which of these regions is one? */
export async function regionsThatShow(
  endpoint: string,
  { service, headers, body, shows }: Question,
  regions: readonly string[],
): Promise<string[]> {
  const asked = await Promise.all(
    regions.map(async (region) => {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: {
          ...headers,
          // The emulator takes account and region from here, and checks no signature of an account's own key.
          authorization: `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
        },
        body,
        signal: AbortSignal.timeout(5_000),
      });
      return [region, (await answer.text()).includes(shows)] as const;
    }),
  );
  return asked.filter(([, some]) => some).map(([region]) => region);
}
