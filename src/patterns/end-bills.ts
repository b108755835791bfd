// What the role of a time limit may do at most: statements of a system's boundary. The role itself is made of what the
// parts say (time-limit.ts). A test compares both.

import { allow, type Statement } from '../aws/policy.ts';
import { anywhere } from './function-rights.ts';

/** @param on with account and region left open */
export const mayEnd = (action: string, ...on: readonly string[]): Statement =>
  allow(String(action.split(':')[1]), [action], on);

/** For things of EC2, which chooses their ids: those whose Name tag begins like ours. @param kind "vpc-endpoint" */
export const mayEndNamed = (stack: string, action: string, kind: string): Statement => ({
  ...mayEnd(`ec2:${action}`, anywhere('ec2', `${kind}/*`)),
  Condition: {
    StringEquals: { 'aws:ResourceTag/managed-by': 'sdk-scripts' },
    StringLike: { 'aws:ResourceTag/Name': `${stack}-*` },
  },
});

/** The name of the role of a time limit. @param stack "ada-dev-shop" */
export const limitRole = (stack: string): string => `${stack}-time-limit`;
