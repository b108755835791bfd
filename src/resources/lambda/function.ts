// A function: its code (a zip or an image), its settings, its place (in a VPC or not). Its environment is another part
// (environment.ts), because it may come minutes later. Lambda refuses overlapping updates: we change code, wait, then
// change settings. Notice: ResourceConflictException means "exists" or "busy". Only its text says which.

import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  type PackageType,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import type { FunctionNeeds, FunctionSettings, InNetwork, Needs } from './function-settings.ts';
import {
  failedChange,
  findFunction,
  functionBusy,
  imageNotSeen,
  isReady,
  type LambdaFunction,
  networkNotSpread,
  PATIENCE,
  QUICKEST,
  roleNotSpread,
  untilChanged,
} from './function-state.ts';

/** Fields that UpdateFunctionCode changes. UpdateFunctionConfiguration changes all others. */
const CODE = ['CodeSha256', 'ImageUri', 'Architectures'];

export function lambdaFunction<InVpc extends boolean>(cloud: Owned, settings: FunctionSettings<InVpc>) {
  const { lambda, tags } = cloud;
  const { name, description, about, inVpc, timeoutSeconds, memoryMegabytes, ephemeralMegabytes } = settings;
  const FunctionName = name;
  const Architectures = [settings.architecture ?? 'arm64'];
  const { runtime = 'nodejs24.x', handler = 'index.handler' } = settings;
  /** To leave its VPC a function needs empty lists: without VpcConfig Lambda keeps the old VPC. */
  const vpcOf = ({ subnets = [], group }: Needs & Partial<InNetwork>) => ({
    SubnetIds: subnets.map(({ id }) => id),
    SecurityGroupIds: group ? [group.id] : [],
  });
  const configuration = (needs: FunctionNeeds<InVpc>) => ({
    Role: needs.role.arn,
    Description: description,
    ...(settings.code && { Runtime: runtime, Handler: handler }),
    Timeout: timeoutSeconds,
    MemorySize: memoryMegabytes,
    ...(ephemeralMegabytes && { EphemeralStorage: { Size: ephemeralMegabytes } }),
    LoggingConfig: { LogFormat: 'JSON' as const, LogGroup: needs.logs.name },
    VpcConfig: vpcOf(needs),
  });
  const imageOf = ({ image }: Needs) => {
    if (!image) throw new Error(`Lambda function ${name} is made of an image, and its story gives it none.`);
    return { ImageUri: image.uri };
  };
  const code = (needs: Needs) => (settings.code ? { ZipFile: settings.code.zip } : imageOf(needs));
  const codeFields = (needs: Needs) => (settings.code ? { CodeSha256: settings.code.sha256 } : imageOf(needs));
  const PackageType: PackageType = settings.code ? 'Zip' : 'Image';

  return defineStep<FunctionNeeds<InVpc>, LambdaFunction>({
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
    ready: (live) => isReady(live.settings),
    failed: failedChange,
    atLeast: QUICKEST,
    leaving: (live) => (live.settings.State as string) === 'Deleting',

    async create(needs, ctx) {
      const { VpcConfig, ...rest } = configuration(needs);
      const request = {
        FunctionName,
        ...rest,
        ...(inVpc && { VpcConfig }),
        Architectures,
        ...(PackageType === 'Image' && { PackageType }),
        Code: code(needs),
        Tags: { ...tags },
      };
      const make = () => lambda.send(new CreateFunctionCommand(request));
      await retryOn(ctx, [functionBusy, roleNotSpread, networkNotSpread, imageNotSeen], () =>
        make().catch((error: Error) => {
          if (!/already exist/i.test(error.message)) throw error;
        }),
      );
    },

    drift({ settings: live, image }, needs) {
      const { LoggingConfig, VpcConfig, EphemeralStorage, ...plain } = configuration(needs);
      // A failed change left the function as it was, so it must be sent again.
      const failed = live.LastUpdateStatus === 'Failed';
      return [
        ...differences({ ...live, ImageUri: image }, { ...plain, ...codeFields(needs), Architectures, PackageType }),
        ...(failed ? differences(live, { LastUpdateStatus: 'Successful' }) : []),
        ...(EphemeralStorage ? differences(live, { EphemeralStorage }) : []),
        ...differences(live.LoggingConfig ?? {}, LoggingConfig),
        ...differences(live.VpcConfig ?? {}, VpcConfig),
      ];
    },

    async repair({ settings: live }, needs, drift, ctx) {
      if (drift.some(({ field }) => field === 'PackageType'))
        throw new Problem(
          {
            en: `Lambda function ${name} is made of ${live.PackageType}, which cannot become ${PackageType}.`,
            pt: `A função ${name} do Lambda é feita de ${live.PackageType}, que não pode virar ${PackageType}.`,
          },
          {
            next: {
              en: 'Take the system down and up again.',
              pt: 'Remova o sistema e construa de novo (down, depois up).',
            },
          },
        );
      if (drift.some(({ field }) => CODE.includes(field))) {
        await retryOn(ctx, [functionBusy, imageNotSeen], () =>
          lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ...code(needs), Architectures })),
        );
        if (drift.every(({ field }) => CODE.includes(field))) return;
        await untilChanged(cloud, name, ctx);
      }
      const { VpcConfig, ...rest } = configuration(needs);
      // Whoever sends VpcConfig must be able to see networks, so a function that has none is sent none.
      const withVpc = inVpc || Boolean(live.VpcConfig?.SubnetIds?.length);
      const change = { FunctionName, ...rest, ...(withVpc && { VpcConfig }) };
      await retryOn(ctx, [functionBusy, roleNotSpread, networkNotSpread], () =>
        lambda.send(new UpdateFunctionConfigurationCommand(change)),
      );
    },

    destroy: (_, ctx) =>
      retryOn(ctx, [functionBusy], () =>
        absentWhen(['ResourceNotFoundException'], () => lambda.send(new DeleteFunctionCommand({ FunctionName }))),
      ),
    patience: PATIENCE,
    usually: inVpc ? 60 : 5,
    // The right to pass the role is with the role. Whoever puts a function into a network must be able to see that
    // network (Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC").
    rights: [
      may(
        'lambda',
        'CreateFunction DeleteFunction GetFunction ListTags TagResource UpdateFunctionCode UpdateFunctionConfiguration',
        cloud.arn('lambda', `function:${name}`),
      ),
      ...(inVpc ? [may('ec2', 'DescribeSecurityGroups DescribeSubnets DescribeVpcs', '*')] : []),
    ],
  });
}
