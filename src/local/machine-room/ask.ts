// Asks the emulator which instances there are, without the SDK: nearly always there are none, and a client of EC2 would take
// memory and time in every local cloud.

/** The account of the commands on a local cloud. */
const ACCOUNT = '000000000000';

/** Is there an instance with a boot text, in one of these regions? */
export async function regionsWithMachines(endpoint: string, regions: readonly string[]): Promise<string[]> {
  const asked = await Promise.all(
    regions.map(async (region) => {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          // The emulator takes account and region from here, and checks no signature of an account's own key.
          authorization: `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=none`,
        },
        body: 'Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=tag-key&Filter.1.Value.1=ada%3Aboot',
        signal: AbortSignal.timeout(5_000),
      });
      return [region, (await answer.text()).includes('<instanceId>')] as const;
    }),
  );
  return asked.filter(([, some]) => some).map(([region]) => region);
}
