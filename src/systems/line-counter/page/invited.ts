// The page of the line counter, for the command `invite`.

import type { InvitedPage } from '../../../operate/invite/page.ts';
import { notThere } from '../../../operate/not-there.ts';
import { addressOf, findApis } from '../../../resources/apigateway/find-api.ts';
import { replaceVariables } from '../../../resources/lambda/environment.ts';
import { namesOf } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { keyVariables } from './key-variables.ts';
import { ROLES } from './roles.ts';

export const invitedPage = (settings: LineCounterSettings): InvitedPage => ({
  key: (cloud) => namesOf(cloud, settings).invitationKey,
  page: (cloud) => namesOf(cloud, settings).stack,
  roles: ROLES,
  async address(cloud) {
    const { page } = namesOf(cloud, settings);
    const [api] = await findApis(cloud, page);
    if (!api) throw notThere(cloud, 'HTTP API', page);
    return addressOf(cloud, api);
  },
  useKey: (cloud, secret, ctx) => replaceVariables(cloud, namesOf(cloud, settings).page, keyVariables(secret), ctx),
});
