// The network of the file vault, in one of its two forms.

import type { Run } from '../../src/engine/run.ts';
import type { VaultNetwork } from '../../src/systems/file-vault/network.ts';

export function provisionVaultNetwork({ up }: Pick<Run, 'up'>, part: VaultNetwork) {
  const vpc = up(part.vpc);
  up(part.defaultRules, { vpc });
  const group = up(part.group, { vpc });

  if (part.kind === 'egress') {
    const gateway = up(part.egress.gateway, { vpc });
    const subnet = up(part.egress.subnet, { vpc });
    const routes = up(part.egress.routes, { vpc, gateway, subnets: subnet.then((one) => [one]) });
    const rules = up(part.rules, { group, doors: undefined });
    return { subnet, group, ready: Promise.all([routes, rules]) };
  }

  const inside = part.private;
  const subnet = up(inside.subnet, { vpc });
  const endpointGroup = up(inside.endpointGroup, { vpc });
  const s3Endpoint = up(inside.s3, { vpc });
  const at = { vpc, subnets: subnet.then((one) => [one]), group: endpointGroup };
  const doors = Promise.all([endpointGroup, s3Endpoint]).then(([group, s3]) => ({
    endpointGroup: group,
    s3Endpoint: s3,
  }));
  const ready = Promise.all([
    up(inside.logs, at),
    up(inside.ssm, at),
    up(inside.ssmmessages, at),
    up(inside.endpointRules, { endpointGroup, group }),
    up(part.rules, { group, doors }),
  ]);
  return { subnet, group, ready };
}
