// Allowed connections of Grafana: somebody at the allowed addresses -> the load balancer on 443 -> Grafana's tasks on 3000 -> the
// database on 5432. The tasks also reach AWS and Docker Hub on 443, from where they get their image, secrets and numbers.

import type { Owned } from '../../../aws/clients.ts';
import { publicSubnets } from '../../../patterns/public-subnets.ts';
import { groupsIn } from '../../../patterns/security-groups.ts';
import type { SecurityGroup } from '../../../resources/vpc/find-groups.ts';
import { POSTGRESQL } from '../network.ts';
import type { Allowed } from './allowed.ts';
import { PORT } from './container.ts';

const HTTPS = 443;

interface NetworkSettings {
  name: string;
  /** A /16. */
  cidr: string;
  allowed: Allowed;
}

export function grafanaNetwork(cloud: Owned, { name, cidr, allowed }: NetworkSettings) {
  const { group, rules } = groupsIn(cloud, name);
  return {
    ...publicSubnets(cloud, {
      ...{ name, cidr },
      why: {
        en: 'People reach Grafana from the internet, and Grafana gets its image from there.',
        pt: 'As pessoas acessam o Grafana pela internet, e é de lá que ele busca sua imagem.',
      },
    }),
    balancerGroup: group('balancer', {
      en: 'The group of the load balancer.',
      pt: 'O grupo do balanceador de carga.',
    }),
    grafanaGroup: group('grafana', { en: 'The group of Grafana.', pt: 'O grupo do Grafana.' }),

    balancerRules: allowed.before(
      rules<{ balancerGroup: SecurityGroup; grafanaGroup: SecurityGroup }>(
        'balancer',
        {
          en: 'Only the allowed addresses may reach the load balancer, and it may reach only Grafana.',
          pt: 'Só os endereços permitidos acessam o balanceador de carga, e ele só acessa o Grafana.',
        },
        ({ balancerGroup, grafanaGroup }) => ({
          group: balancerGroup,
          ingress: [{ port: HTTPS, peer: { cidr: allowed.range }, why: 'from the allowed addresses' }],
          egress: [{ port: PORT, peer: { group: grafanaGroup.id }, why: 'to Grafana' }],
        }),
      ),
    ),
    grafanaRules: rules<{ grafanaGroup: SecurityGroup; balancerGroup: SecurityGroup; databaseGroup: SecurityGroup }>(
      'grafana',
      {
        en: 'Only the load balancer may reach Grafana. Grafana may reach the database, AWS and Docker Hub.',
        pt: 'Só o balanceador de carga acessa o Grafana. O Grafana acessa o banco de dados, a AWS e o Docker Hub.',
      },
      ({ grafanaGroup, balancerGroup, databaseGroup }) => ({
        group: grafanaGroup,
        ingress: [{ port: PORT, peer: { group: balancerGroup.id }, why: 'from the load balancer' }],
        egress: [
          { port: POSTGRESQL, peer: { group: databaseGroup.id }, why: 'to the database' },
          { port: HTTPS, peer: { cidr: '0.0.0.0/0' }, why: 'to AWS and Docker Hub' },
        ],
      }),
    ),
  };
}
