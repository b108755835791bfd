// What a person can do about an error of AWS.

import { isKind } from '../engine/problems.ts';

const ADVICE: readonly [kinds: readonly string[], next: string][] = [
  [
    ['CredentialsProviderError'],
    'Give the command credentials: `aws configure`, AWS_PROFILE, or, in the Learner Lab, the block that "AWS Details" shows beside "AWS CLI", pasted into .env as it is. Without --aws everything runs on the local cloud, with no account.',
  ],
  [
    ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
    'The credentials have expired. Fetch new ones (in the Learner Lab: start the lab again, and paste the block of "AWS Details" into .env in place of the old one), then run the same command: it continues.',
  ],
  [
    ['InvalidClientTokenId', 'SignatureDoesNotMatch', 'UnrecognizedClientException'],
    'AWS does not know these credentials, or the region is not enabled for the account. Copy the credentials again, with the session token where there is one. A region such as af-south-1 must be switched on first: AWS console, Account, AWS Regions.',
  ],
  [
    [
      'AccessDenied',
      'AccessDeniedException',
      'UnauthorizedOperation',
      'AuthorizationError',
      'AuthorizationErrorException',
    ],
    'These credentials may not do this, and trying again does not help: ask the administrator of the account for the right named above. In a Learner Lab set LAB_ROLE=LabRole.',
  ],
];

/** Advice about the error or its cause; undefined when there is none. */
export function adviceFor(error: unknown): string | undefined {
  const found = ADVICE.find(([kinds]) => isKind(error, ...kinds))?.[1];
  return found ?? (error instanceof Error && error.cause !== undefined ? adviceFor(error.cause) : undefined);
}
