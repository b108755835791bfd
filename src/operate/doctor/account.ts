// What an account must have for the parts of a system: quotas for its network and its functions, the right to use its
// services, and the same time. Nothing is created.

import { DescribeVpcsCommand, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Owned } from '../../aws/clients.ts';
import { errorText, isKind } from '../../engine/problems.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import type { Text } from '../../engine/text.ts';
import { NOT_ALLOWED } from '../../resources/scheduler/schedule-group.ts';
import { servicesOf } from '../../resources/services.ts';
import { bad, type Finding, good, warning } from './finding.ts';

/** VPCs of a region without a higher quota (Amazon VPC quotas). */
const VPC_QUOTA = 5;
/** Network interfaces of a region without a higher quota (Amazon VPC quotas). */
const INTERFACE_QUOTA = 5000;
/** Seconds that a request's time may differ before AWS refuses its signature (Signature Version 4). */
const SKEW = 300;

const CLOCK: Text = { en: 'Clock', pt: 'Relógio' };

async function roomForNetwork({ ec2, region }: Owned): Promise<Finding> {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  const found = {
    en: `${Vpcs.length} of ${VPC_QUOTA} VPCs in use in ${region}`,
    pt: `${Vpcs.length} de ${VPC_QUOTA} VPCs em uso em ${region}`,
  };
  const check = { en: 'Room for a VPC', pt: 'Espaço para uma VPC' };
  if (Vpcs.length < VPC_QUOTA) return good(check, found);
  return warning(check, found, {
    en: 'If `up` says VpcLimitExceeded: delete a VPC you do not need, choose another AWS_REGION, or ask for a higher quota.',
    pt: 'Se `up` disser VpcLimitExceeded: apague uma VPC de que você não precisa, escolha outra AWS_REGION, ou peça uma cota maior.',
  });
}

export async function roomForFunctions({ lambda }: Owned): Promise<Finding> {
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
  const limit = AccountLimit?.ConcurrentExecutions ?? 0;
  const found = {
    en: `${limit} functions may run at once in this account`,
    pt: `${limit} funções podem rodar ao mesmo tempo nesta conta`,
  };
  const check = { en: 'Room for functions', pt: 'Espaço para funções' };
  if (limit >= 10) return good(check, found);
  return bad(check, found, {
    en: 'Ask for a higher quota "Concurrent executions" of Lambda: the functions of a system need at least 10.',
    pt: 'Peça uma cota maior de "Concurrent executions" do Lambda: as funções de um sistema precisam de pelo menos 10.',
  });
}

async function roomForInterfaces({ ec2, region }: Owned): Promise<Finding> {
  let count = 0;
  for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces(
    { client: ec2 },
    { MaxResults: 1000 },
  ))
    count += NetworkInterfaces.length;
  const found = {
    en: `${count} of ${INTERFACE_QUOTA} network interfaces in use in ${region}`,
    pt: `${count} de ${INTERFACE_QUOTA} interfaces de rede em uso em ${region}`,
  };
  const check = { en: 'Room for interfaces', pt: 'Espaço p/ interfaces' };
  if (count < INTERFACE_QUOTA - 10) return good(check, found);
  return warning(check, found, {
    en: 'Delete some that nobody uses, or ask for a higher quota of Amazon VPC.',
    pt: 'Apague algumas que ninguém usa, ou peça uma cota maior da Amazon VPC.',
  });
}

/** The difference between our clock and AWS's, from the Date of an answer. */
export async function clocks({ sts, local }: Owned): Promise<Finding> {
  let date = '';
  sts.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      date = (answer.response as { headers?: Record<string, string> }).headers?.date ?? '';
      return answer;
    },
    { step: 'deserialize', name: 'readDate', override: true },
  );
  const sent = Date.now();
  await sts.send(new GetCallerIdentityCommand({}));
  const theirs = Date.parse(date);
  if (Number.isNaN(theirs))
    return good(CLOCK, { en: 'the endpoint sends no time', pt: 'o endpoint não informa a hora' });
  const off = Math.abs(theirs - (sent + Date.now()) / 2) / 1000;
  const found =
    off < 2
      ? { en: `agrees with ${local ? 'the emulator' : 'AWS'}`, pt: `igual ao ${local ? 'do emulador' : 'da AWS'}` }
      : { en: `${Math.round(off)} s off`, pt: `${Math.round(off)} s de diferença` };
  if (off < SKEW / 2) return good(CLOCK, found);
  return bad(CLOCK, found, {
    en: `Set this machine's clock: AWS refuses requests that are ${SKEW} s off.`,
    pt: `Acerte o relógio desta máquina: a AWS recusa pedidos com ${SKEW} s de diferença.`,
  });
}

/** One question for each service of the parts: may this identity use it? @param parts a system's parts, or its steps */
export function rights(cloud: Owned, parts: object): Promise<Finding[]> {
  return Promise.all(
    servicesOf(stepsOf(parts)).map(async ({ name, ask, without }) => {
      const check = { en: `Rights: ${name}`, pt: `Permissões: ${name}` };
      try {
        await ask(cloud);
        return good(check, { en: 'allowed', pt: 'permitido' });
      } catch (error) {
        if (without && isKind(error, ...NOT_ALLOWED)) return good(check, without);
        return bad(check, errorText(error), {
          en: `Ask the administrator of the account for the rights in provision/${cloud.tags.stack}.policy.json (npm run policy).`,
          pt: `Peça ao administrador da conta as permissões de provision/${cloud.tags.stack}.policy.json (npm run policy).`,
        });
      }
    }),
  );
}

/** Is the account's quota large enough for the parts? @param parts a system's parts, or its steps */
export function room(cloud: Owned, parts: object): Promise<Finding[]> {
  const kinds = new Set(stepsOf(parts).map(({ kind }) => kind));
  const looks = [
    ...(kinds.has('VPC') ? [roomForNetwork, roomForInterfaces] : []),
    ...(kinds.has('Lambda function') ? [roomForFunctions] : []),
  ];
  return Promise.all(looks.map((look) => look(cloud)));
}
