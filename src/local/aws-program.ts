// What the program `aws` (AWS CLI) needs to work on the local cloud.

import { ACCOUNT } from './account.ts';

/**
 * Variables that `aws` reads (AWS CLI user guide, "Environment variables"). The key is the account, as MiniStack wants it.
 * A session token of somebody's own credentials must not be sent along.
 */
export const awsVariables = (endpoint: string, region: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: ACCOUNT,
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SESSION_TOKEN: '',
  AWS_REGION: region,
  AWS_PAGER: '',
});

/** A line for a shell. It is an alias, because exported variables would turn every other command away from AWS, too. */
export function awsAlias(endpoint: string, region: string): string {
  const variables = Object.entries(awsVariables(endpoint, region));
  return `alias aws='${variables.map(([name, value]) => `${name}=${value} `).join('')}aws'`;
}
