// The security groups of a network, and the rules of each. Each side of a conversation has a group of its own.

import type { Owned } from '../aws/clients.ts';
import type { Text } from '../engine/text.ts';
import { findDefaultGroups, findGroups } from '../resources/vpc/find-groups.ts';
import type { Rules } from '../resources/vpc/rule.ts';
import { securityGroup } from '../resources/vpc/security-group.ts';
import { securityGroupRules } from '../resources/vpc/security-group-rules.ts';
import type { Vpc } from '../resources/vpc/vpc.ts';

const EACH_SIDE: Text = {
  en: 'Each side of the conversation has its own group, so that a rule can name who may talk to whom.',
  pt: 'Cada lado da conversa tem seu próprio grupo, para que uma regra possa dizer quem fala com quem.',
};
const RULES: Text = {
  en: 'The list of who may talk to whom on which port.',
  pt: 'A lista de quem pode falar com quem, e em qual porta.',
};

/** @param network "ada-dev-shop": begins the names of its groups */
export const groupsIn = (cloud: Owned, network: string, why = EACH_SIDE) => ({
  /**
   * @param side "worker"
   * @param what "The group of the functions."; AWS stores the English text too, without the full stop
   */
  group: (side: string, what: Text, description = what.en.replace(/\.$/, '')) =>
    securityGroup(cloud, { name: `${network}-${side}`, description, about: { what, why } }),

  rules: <Needs extends object>(side: string, why: Text, rules: (needs: Needs) => Rules) =>
    securityGroupRules<Needs>(cloud, {
      name: `${network}-${side}`,
      about: { what: RULES, why },
      find: () => findGroups(cloud, `${network}-${side}`),
      rules,
    }),
});

/** The VPC's own group, closed: what is put into the VPC without a group talks to nobody (FSBP EC2.2). */
export const closedDefaultGroup = (cloud: Owned, network: string) =>
  securityGroupRules<{ vpc: Vpc }>(cloud, {
    name: `the default group of ${network}`,
    about: {
      what: RULES,
      why: {
        en: 'A thing in the VPC without its own group can connect to nothing (FSBP EC2.2).',
        pt: 'O que for colocado na VPC sem um grupo próprio não fala com ninguém (FSBP EC2.2).',
      },
    },
    find: () => findDefaultGroups(cloud, network),
    rules: ({ vpc }) => ({ group: { id: vpc.defaultGroup }, ingress: [], egress: [] }),
    builtIn: true,
  });
