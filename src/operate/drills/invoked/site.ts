// The site of the drills of a system whose bucket calls its function.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Owned } from '../../../aws/clients.ts';
import type { AnyStep } from '../../../engine/lifecycle.ts';
import type { Row } from '../../../patterns/alarms/row.ts';
import { type Environment, ownership, type Settings } from '../../../settings/settings.ts';
import { DRILL_STAGE } from '../../../systems/abilities.ts';
import { replaceCode } from '../breaking.ts';
import { type Opening, type Site, siteOf } from '../site.ts';
import { type Measured, recorder } from './recorder.ts';

/** What a system says of its own to have these drills. */
export interface Invoked extends Measured {
  readonly names: Site['names'];
  readonly rows: readonly Row[];
  readonly bucket: string;
  readonly function: AnyStep;
  /** Replaces all code of the function. Default: by a zip. */
  readonly replaceCode?: (handler: string, signal: AbortSignal) => Promise<void>;
  /** The key of a file that calls the function, from a name of its own. Default: that name. */
  readonly keyOf?: (name: string) => string;
}

export interface InvokedSite extends Site, Omit<Invoked, 'function' | 'replaceCode'> {
  readonly functionStep: AnyStep;
  /** @param handler JavaScript: "async () => {}" */
  replaceCode(handler: string): Promise<void>;
  keyOf(name: string): string;
  /** Puts a small file into the bucket: one event. */
  upload(key: string): Promise<unknown>;
}

/** @param describe the system with these settings, in this cloud */
export const openInvoked =
  <Own extends Settings>(
    system: string,
    settingsIn: (env: Environment) => Own,
    describe: (cloud: Owned, settings: Own) => Invoked,
    /** Settings of the stage that differ from the usual ones. */
    more: Environment = {},
  ) =>
  async (session: Opening): Promise<InvokedSite> => {
    // No address: on AWS every new subscription sends a mail to a person, and no drill needs one.
    const addresses = { OPERATORS_EMAIL: undefined, NOTIFY_EMAIL: undefined };
    const env = { ...session.env, STAGE: DRILL_STAGE, ALARMS: 'on', ...addresses, ...more };
    const settings = settingsIn(env);
    const cloud = { ...session.cloud, tags: ownership(settings, system) };
    const { function: functionStep, ...invoked } = describe(cloud, settings);
    const site = siteOf(session, cloud, await session.storyWith(env, cloud));
    return {
      ...{ keyOf: (name: string) => name, ...site, ...invoked, functionStep },
      replaceCode: (handler) =>
        invoked.replaceCode?.(handler, session.signal) ?? replaceCode(site, invoked.functionName, handler),
      recorder: () => recorder({ ...site, ...invoked }),
      upload: (Key) => cloud.s3.send(new PutObjectCommand({ Bucket: invoked.bucket, Key, Body: 'one line\n' })),
      close() {},
    };
  };
