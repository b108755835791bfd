// Where people open Grafana, how they know that it is ours, and how they get the password.

import type { Owned } from '../../../aws/clients.ts';
import type { Text } from '../../../engine/text.ts';
import { type Certificate, findCertificate } from '../../../resources/acm/find-certificate.ts';
import { findLoadBalancer, type LoadBalancer } from '../../../resources/elbv2/find-load-balancer.ts';
import type { PartNames } from '../names.ts';

export interface GrafanaDoor {
  readonly url: string;
  /** SHA-256 of the certificate. The local cloud ends no TLS, so there nobody sees it. */
  readonly fingerprint: string;
  /** Of the certificate in ACM. */
  readonly arn: string;
  /** Name of the SSM parameter with the password of the user admin. */
  readonly password: string;
  readonly local: boolean;
}

/** The local cloud plays a load balancer below its own address. */
export const grafanaUrl = ({ endpoint }: Pick<Owned, 'endpoint'>, { name, dnsName }: LoadBalancer): string =>
  endpoint ? `${endpoint}/_alb/${name}/` : `https://${dnsName}/`;

/** @returns undefined where a part of it is missing */
export async function findDoor(cloud: Owned, names: PartNames): Promise<GrafanaDoor | undefined> {
  const [balancer, certificate] = await Promise.all([
    findLoadBalancer(cloud, names.grafana),
    findCertificate(cloud, names.grafana),
  ]);
  return balancer && certificate && doorOf(cloud, names, balancer, certificate);
}

export const doorOf = (
  cloud: Owned,
  names: PartNames,
  balancer: LoadBalancer,
  { arn, fingerprint }: Certificate,
): GrafanaDoor => ({
  url: grafanaUrl(cloud, balancer),
  ...{ arn, fingerprint },
  password: `${names.grafanaSecrets}/admin-password`,
  local: cloud.local,
});

/** The command prints the password, and no command of this project does. */
const passwordCommand = ({ password, local, url }: GrafanaDoor): string =>
  `aws ssm get-parameter --with-decryption --query Parameter.Value --output text --name ${password}${
    local ? ` --endpoint-url ${new URL(url).origin}` : ''
  }`;

/** The last sentences of `up`. The command has a line of its own, so that it can be copied. */
export const howToOpen = (door: GrafanaDoor): readonly Text[] => [
  {
    en: `Grafana: ${door.url}\nThe user is admin. This command prints the password:\n  ${passwordCommand(door)}`,
    pt: `Grafana: ${door.url}\nO usuário é admin. Este comando mostra a senha:\n  ${passwordCommand(door)}`,
  },
  ...(door.local
    ? []
    : [
        {
          en: `The certificate is our own, so the browser warns. Go on only when its SHA-256 fingerprint is ${door.fingerprint}`,
          pt: `O certificado é nosso, então o navegador avisa. Siga só se a impressão digital SHA-256 dele for ${door.fingerprint}`,
        },
      ]),
];
