// The function: code, settings, network. What it knows (its environment) is an edge: function-environment.ts.
// Notice: Lambda refuses overlapping updates, so code and settings are changed one after the other with a wait between;
// and one error name, ResourceConflictException, means "exists" here and "busy" there: only the text tells.

import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { type Drift, differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import type { Role } from '../iam/role.ts';
import type { LogGroup } from '../logs/log-group.ts';
import type { SecurityGroup } from '../vpc/security-group.ts';
import type { Subnet } from '../vpc/subnet.ts';
import {
  findFunction,
  functionBusy,
  isReady,
  type LambdaFunction,
  networkNotSpread,
  PATIENCE,
  roleNotSpread,
  untilChanged,
} from './function-state.ts';

/** A zip, and what Lambda will call its content. Made on first use: looking and removing need none. */
export interface Code {
  readonly zip: Uint8Array;
  /** SHA-256 of the zip, base64. */
  readonly sha256: string;
}

export interface FunctionSettings {
  name: string;
  /** What AWS shows of it: English, whoever ran the command. */
  description: string;
  about: Purpose;
  code: Code;
  /** Seconds after which Lambda ends an invocation. */
  timeoutSeconds: number;
  memoryMegabytes: number;
}

interface Needs {
  role: Role;
  logs: LogGroup;
  subnets: readonly Subnet[];
  group: SecurityGroup;
}

export function lambdaFunction(
  cloud: Owned,
  { name, description, about, code, timeoutSeconds, memoryMegabytes }: FunctionSettings,
) {
  const { lambda, tags } = cloud;
  const FunctionName = name;
  const vpcOf = ({ subnets, group }: Needs) => ({
    SubnetIds: subnets.map(({ id }) => id),
    SecurityGroupIds: [group.id],
  });
  const configuration = (needs: Needs) => ({
    Role: needs.role.arn,
    Description: description,
    Runtime: 'nodejs24.x' as const,
    Handler: 'index.handler',
    Timeout: timeoutSeconds,
    MemorySize: memoryMegabytes,
    LoggingConfig: { LogFormat: 'JSON' as const, LogGroup: needs.logs.name },
    VpcConfig: vpcOf(needs),
  });

  return defineStep<Needs, LambdaFunction>({
    kind: 'Lambda function',
    name,
    about: {
      ...about,
      costs: {
        en: 'a million invocations of a month are free, then $0.20 a million, plus time',
        pt: 'um milhão de invocações por mês é grátis, depois US$ 0,20 por milhão, mais o tempo de execução',
      },
      console: 'Lambda > Functions',
    },
    observe: () => findFunction(cloud, name),
    ours: (live) => isOurs(tags, live.tags),
    ready: ({ settings }) => isReady(settings),
    leaving: ({ settings }) => (settings.State as string) === 'Deleting',

    async create(needs, ctx) {
      const request = {
        FunctionName,
        ...configuration(needs),
        Architectures: ['arm64' as const],
        Code: { ZipFile: code.zip },
        Tags: { ...tags },
      };
      const make = () => lambda.send(new CreateFunctionCommand(request));
      await retryOn(ctx, [functionBusy, roleNotSpread, networkNotSpread], () =>
        make().catch((error: Error) => {
          if (!/already exist/i.test(error.message)) throw error;
        }),
      );
    },

    drift({ settings }, needs) {
      const { LoggingConfig, VpcConfig, ...plain } = configuration(needs);
      const drift = differences(settings, { ...plain, CodeSha256: code.sha256 });
      // A change that failed leaves the function as it was: another one is due.
      const failed = settings.LastUpdateStatus === 'Failed';
      return [
        ...drift,
        ...(failed ? differences(settings, { LastUpdateStatus: 'Successful' }) : []),
        ...differences(settings.LoggingConfig ?? {}, LoggingConfig),
        ...differences(settings.VpcConfig ?? {}, VpcConfig),
      ];
    },

    async repair(_, needs, drift, ctx) {
      if (drift.some(({ field }) => field === 'CodeSha256')) {
        await retryOn(ctx, [functionBusy], () =>
          lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: code.zip })),
        );
        await untilChanged(cloud, name, ctx);
      }
      const wrong: Drift = drift.filter(({ field }) => field !== 'CodeSha256');
      if (!wrong.length) return;
      await retryOn(ctx, [functionBusy, roleNotSpread, networkNotSpread], () =>
        lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...configuration(needs) })),
      );
      await untilChanged(cloud, name, ctx);
    },

    destroy: (_, ctx) =>
      retryOn(ctx, [functionBusy], () =>
        absentWhen(['ResourceNotFoundException'], () => lambda.send(new DeleteFunctionCommand({ FunctionName }))),
      ),
    patience: PATIENCE,
    usually: 60,
    // Its role says who may hand it over. Whoever puts a function into a network must be able to see that network (Lambda
    // developer guide, "Giving Lambda functions access to resources in an Amazon VPC").
    rights: [
      may(
        'lambda',
        'CreateFunction DeleteFunction GetFunction ListTags TagResource UpdateFunctionCode UpdateFunctionConfiguration',
        cloud.arn('lambda', `function:${name}`),
      ),
      may('ec2', 'DescribeSecurityGroups DescribeSubnets DescribeVpcs', '*'),
    ],
  });
}
