// Asks the emulator which clusters there are, without the SDK: nearly always there are none, and a client of ECS would take
// memory and time in every local cloud.

/** The account of the commands on a local cloud. A load balancer of the emulator answers only in this one. */
export const ACCOUNT = '000000000000';

/** In which of these regions is a cluster? */
export async function regionsWithClusters(endpoint: string, regions: readonly string[]): Promise<string[]> {
  const asked = await Promise.all(
    regions.map(async (region) => {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters',
          // The emulator takes account and region from here, and checks no signature of an account's own key.
          authorization: `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/${region}/ecs/aws4_request, SignedHeaders=host, Signature=none`,
        },
        body: '{}',
        signal: AbortSignal.timeout(5_000),
      });
      return [region, (await answer.text()).includes(':cluster/')] as const;
    }),
  );
  return asked.filter(([, some]) => some).map(([region]) => region);
}
