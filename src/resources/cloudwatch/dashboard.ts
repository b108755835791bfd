// A dashboard: one document, replaced as a whole. Dashboards belong to the account, not to a region, so the name should
// say the region. Older endpoints ignore the tags of dashboards, so a dashboard is also ours when its text says so.

import { isDeepStrictEqual } from 'node:util';
import {
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
  type Tag,
} from '@aws-sdk/client-cloudwatch';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, madeBy, tagList } from '../../aws/tags.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen } from '../../engine/wait.ts';
import { DASHBOARD, FREE_DASHBOARDS } from './prices.ts';

export interface Dashboard {
  readonly name: string;
  readonly body: string;
  /** undefined where dashboards have no tags. */
  readonly tags: LiveTags;
}

export interface DashboardSettings {
  /** At most 255 of A-Z, a-z, 0-9, "-" and "_" (CloudWatch API reference, PutDashboard). */
  name: string;
  about: Purpose;
  /** The document. One text in it must be `madeBy(tags)`. */
  body: object;
}

/** CloudWatch's errors for an absent dashboard: new and older codes. */
export const DASHBOARD_ABSENT = ['DashboardNotFoundError', 'ResourceNotFound', 'ResourceNotFoundException'];

export function dashboard(cloud: Owned, { name, about, body }: DashboardSettings) {
  const { cloudwatch, tags } = cloud;
  const arn = `arn:${cloud.partition}:cloudwatch::${cloud.account}:dashboard/${name}`;
  const put = async (more: { Tags?: Tag[] }) => {
    const { DashboardValidationMessages: said = [] } = await cloudwatch.send(
      new PutDashboardCommand({ DashboardName: name, DashboardBody: JSON.stringify(body), ...more }),
    );
    if (said.length) throw misdrawn(name, said.map(({ DataPath, Message }) => `${DataPath}: ${Message}`).join('; '));
  };

  return defineStep<object, Dashboard>({
    kind: 'Dashboard',
    name,
    about: {
      ...about,
      perMonth: DASHBOARD,
      freePerMonth: FREE_DASHBOARDS * DASHBOARD,
      costs: {
        en: 'three dashboards of an account are free',
        pt: 'três painéis de uma conta são grátis',
      },
      console: 'CloudWatch > Dashboards',
    },
    async observe() {
      const answer = await absentWhen(DASHBOARD_ABSENT, () =>
        cloudwatch.send(new GetDashboardCommand({ DashboardName: name })),
      );
      if (!answer) return undefined;
      const listed = await absentWhen(
        [...DASHBOARD_ABSENT, 'InvalidParameterValue', 'InvalidParameterValueException'],
        () => cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: arn })),
      );
      return { name, body: answer.DashboardBody ?? '', tags: listed?.Tags };
    },
    ours: (live) => isOurs(tags, live.tags) || live.body.includes(madeBy(tags)),
    create: () => put({ Tags: tagList(tags) }),
    drift: (live) =>
      sameDocument(live.body, body) ? [] : [{ field: 'DashboardBody', live: live.body, wanted: JSON.stringify(body) }],
    repair: () => put({}),
    destroy: () =>
      absentWhen(DASHBOARD_ABSENT, () => cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [name] }))),
    gone: true,
    lag: cloud.local ? 0 : 10,
    rights: [may('cloudwatch', 'DeleteDashboards GetDashboard ListTagsForResource PutDashboard TagResource', arn)],
  });
}

/** The order of fields in an object does not count. The order in a list counts. */
function sameDocument(live: string, wanted: object): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(live), JSON.parse(JSON.stringify(wanted)));
  } catch {
    return false; // not JSON, so not our document
  }
}

const misdrawn = (name: string, what: string) =>
  new Problem(
    {
      en: `CloudWatch took dashboard ${name}, but will not draw all of it: ${what}.`,
      pt: `O CloudWatch aceitou o painel ${name}, mas não vai desenhar tudo: ${what}.`,
    },
    {
      next: {
        en: 'The document is made in src/patterns/alarms/dashboard-body.ts: mend it there and run the same command again.',
        pt: 'O documento é feito em src/patterns/alarms/dashboard-body.ts: corrija ali e rode o mesmo comando de novo.',
      },
    },
  );
