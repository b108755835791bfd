// A secret that `up` makes once and nobody rewrites: a SecureString of the SSM Parameter Store. It is free, and AWS's own
// key encrypts it. A later `up` only reads it. `down` deletes it.

import { createHash } from 'node:crypto';
import {
  DeleteParameterCommand,
  GetParameterCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
} from '@aws-sdk/client-ssm';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { isKind } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen } from '../../engine/wait.ts';

export interface Secret {
  readonly name: string;
  readonly arn: string;
  /** Never printed, and never in an error. */
  readonly value: string;
  readonly Type: string | undefined;
  readonly tags: LiveTags;
}

export interface SecretSettings {
  /** "/ada/dev/shop/signing-key" */
  name: string;
  about: Purpose;
  /** Makes a new value: at most 4 KB (SSM quotas, standard parameter). */
  make: () => string | Promise<string>;
  /** Is it a value that `make` could have made? Another one is replaced. */
  valid: (value: string) => boolean;
}

/** Twelve digits that change with any of the values. */
export const markOf = (...secrets: readonly Secret[]): string =>
  createHash('sha256')
    .update(secrets.map(({ value }) => value).join('\n'))
    .digest('hex')
    .slice(0, 12);

const ABSENT = ['ParameterNotFound'];

/** Gives the parameter a new value. Everything that was made with the old one is void. */
export const replaceSecret = ({ ssm }: Pick<Owned, 'ssm'>, Name: string, Value: string) =>
  ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));

export function secretParameter(cloud: Owned, { name, about, make, valid }: SecretSettings) {
  const { ssm, tags } = cloud;
  const put = async () => {
    const Value = await make();
    const call = { Name: name, Value, Type: 'SecureString', Tier: 'Standard', Tags: tagList(tags) } as const;
    await ssm.send(new PutParameterCommand(call)).catch((error: unknown) => {
      if (!isKind(error, 'ParameterAlreadyExists')) throw error;
    });
  };
  const take = () => absentWhen(ABSENT, () => ssm.send(new DeleteParameterCommand({ Name: name })));

  return defineStep<object, Secret>({
    kind: 'Parameter',
    name,
    about: { ...about, console: 'Systems Manager > Parameter Store' },
    async observe() {
      const answer = await absentWhen(ABSENT, () =>
        ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true })),
      );
      if (!answer?.Parameter) return undefined;
      const listed = await absentWhen(['InvalidResourceId'], () =>
        ssm.send(new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: name })),
      );
      const { ARN, Value = '', Type } = answer.Parameter;
      return listed && { name, arn: String(ARN), value: Value, Type, tags: listed.TagList };
    },
    ours: (live) => isOurs(tags, live.tags),
    create: put,
    drift: ({ value, Type }) => [
      ...differences({ Type }, { Type: 'SecureString' }),
      // The values themselves are secret.
      ...(valid(value) ? [] : [{ field: 'Value', live: '', wanted: '', shown: 'Value is not one that we made' }]),
    ],
    async repair(_live, _needs, drift) {
      if (!drift.some(({ field }) => field === 'Type')) return replaceSecret(cloud, name, await make());
      // SSM changes no type (SSM API reference, PutParameter). A value that was not encrypted is given up.
      await take();
      return put();
    },
    destroy: take,
    lag: cloud.local ? 0 : 5,
    rights: [
      may(
        'ssm',
        'AddTagsToResource DeleteParameter GetParameter ListTagsForResource PutParameter',
        cloud.arn('ssm', `parameter${name}`),
      ),
    ],
  });
}
