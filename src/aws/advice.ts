// What a person can do about an error of AWS.

import { isKind } from '../engine/problems.ts';
import type { Text } from '../engine/text.ts';

const ADVICE: readonly [kinds: readonly string[], next: Text][] = [
  [
    ['CredentialsProviderError'],
    {
      en: 'Give the command credentials: `aws configure`, AWS_PROFILE, or, in the Learner Lab, the block that "AWS Details" shows beside "AWS CLI", pasted into .env as it is. Without --aws everything runs on the local cloud, with no account.',
      pt: 'Dê credenciais ao comando: `aws configure`, AWS_PROFILE ou, no Learner Lab, o bloco que "AWS Details" mostra ao lado de "AWS CLI", colado em .env como está. Sem --aws tudo roda na nuvem local, sem conta.',
    },
  ],
  [
    ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
    {
      en: 'The credentials have expired. Fetch new ones (in the Learner Lab: start the lab again, and paste the block of "AWS Details" into .env in place of the old one), then run the same command: it continues.',
      pt: 'As credenciais expiraram. Busque novas (no Learner Lab: inicie o laboratório de novo e cole o bloco de "AWS Details" em .env no lugar do antigo), depois rode o mesmo comando: ele continua.',
    },
  ],
  [
    ['InvalidClientTokenId', 'SignatureDoesNotMatch', 'UnrecognizedClientException'],
    {
      en: 'AWS does not know these credentials, or the region is not enabled for the account. Copy the credentials again, with the session token where there is one. A region such as af-south-1 must be switched on first: AWS console, Account, AWS Regions.',
      pt: 'A AWS não conhece estas credenciais, ou a região não está habilitada na conta. Copie as credenciais de novo, com o token de sessão quando houver. Uma região como af-south-1 precisa ser ativada antes: console da AWS, Account, AWS Regions.',
    },
  ],
  [
    [
      'AccessDenied',
      'AccessDeniedException',
      'UnauthorizedOperation',
      'AuthorizationError',
      'AuthorizationErrorException',
    ],
    {
      en: 'These credentials may not do this, and trying again does not help: ask the administrator of the account for the right named above. In a Learner Lab set LAB_ROLE=LabRole.',
      pt: 'Estas credenciais não têm permissão para isso, e tentar de novo não ajuda: peça ao administrador da conta a permissão citada acima. Num Learner Lab use LAB_ROLE=LabRole.',
    },
  ],
];

/** Advice about the error or its cause; undefined when there is none. */
export function adviceFor(error: unknown): Text | undefined {
  const found = ADVICE.find(([kinds]) => isKind(error, ...kinds))?.[1];
  return found ?? (error instanceof Error && error.cause !== undefined ? adviceFor(error.cause) : undefined);
}
