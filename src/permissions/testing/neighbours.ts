// Calls that must be denied: our own calls, changed to another stage, project, stack or account.

import { LOCAL_ACCOUNT } from '../../aws/clients.ts';
import type { Need } from './call.ts';
import { RECORDED } from './play-command.ts';

/** Begins the names of what the recorded commands make. */
export const OURS = `${RECORDED.PROJECT}-${RECORDED.STAGE}`;

/** The same need with another owner's names, tags or account. */
const aimed =
  (...changes: [ours: string, theirs: string][]) =>
  (one: Need): Need =>
    JSON.parse(changes.reduce((words, [ours, theirs]) => words.replaceAll(ours, theirs), JSON.stringify(one)));

/** @param stack "audit-log" */
export const neighboursOf = (stack: string) => ({
  'another stage': aimed([RECORDED.STAGE, 'prod']),
  'another project': aimed([OURS, `eva-${RECORDED.STAGE}`], [`project":"${RECORDED.PROJECT}"`, 'project":"eva"']),
  'another stack, called almost like ours': aimed([stack, `${stack}2`]),
  'another account': aimed([LOCAL_ACCOUNT, '999999999999']),
});

/** What a policy leaves open, because AWS offers no way to close it, and what it must deny beside the neighbours' things. */
export interface Borders {
  readonly stack: string;
  readonly misuse: Readonly<Record<string, Need>>;
  /** Actions that are open for everybody's things. */
  readonly looking: readonly string[];
  /** Things of our account without anybody's name or tag: "ec2:CreateSubnet on vpc". */
  readonly nobodys: readonly string[];
  /** The same of another account. */
  readonly anywhere: readonly string[];
}

/** "ec2:CreateSubnet on vpc"; for lists, and without a resource, only the action. */
export const inWords = ({ action, resource }: Need, looking: readonly string[]): string => {
  const path = resource.split(':').slice(5).join(':').split(/[:/]/);
  const kind = action.startsWith('apigateway:') ? (path[3] ?? path[1]) : path[0];
  return resource === '*' || looking.includes(action) ? action : `${action} on ${kind}`;
};
