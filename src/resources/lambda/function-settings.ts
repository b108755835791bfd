// What a Lambda function is made of: the settings that a system states, and the parts that must exist before it.

import type { Architecture, Runtime } from '@aws-sdk/client-lambda';
import type { Code } from '../../aws/code/zip.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import type { Image } from '../ecr/image.ts';
import type { Role } from '../iam/role.ts';
import type { LogGroup } from '../logs/log-group.ts';
import type { SecurityGroup } from '../vpc/find-groups.ts';
import type { Subnet } from '../vpc/subnet.ts';

/** A zip that Lambda runs with its own runtime, or a container image that contains everything. */
type Package =
  | {
      code: Code;
      /** Default "nodejs24.x". */
      runtime?: Runtime;
      /** Default "index.handler". */
      handler?: string;
    }
  | {
      /** It is made of the image among its needs. */
      packaged: 'image';
      code?: never;
      runtime?: never;
      handler?: never;
    };

export type FunctionSettings<InVpc extends boolean> = Package & {
  name: string;
  /** Shown by AWS. Always English, because AWS stores it for everybody. */
  description: string;
  about: Purpose;
  /** In a VPC it needs subnets and a group, and it reaches only what its network reaches. */
  inVpc: InVpc;
  /** Seconds after which Lambda ends an invocation. */
  timeoutSeconds: number;
  memoryMegabytes: number;
  /** Size of /tmp: 512 to 10,240. Without it Lambda's default, 512. */
  ephemeralMegabytes?: number;
  /** Default "arm64". */
  architecture?: Architecture;
};

export interface Needs {
  role: Role;
  logs: LogGroup;
  /** For a function that is packaged as an image. */
  image?: Pick<Image, 'uri'>;
}
export interface InNetwork {
  subnets: readonly Subnet[];
  group: SecurityGroup;
}
/** Subnets and a group, only for a function in a VPC. */
export type PlaceNeeds<InVpc extends boolean> = InVpc extends true ? InNetwork : object;
export type FunctionNeeds<InVpc extends boolean> = Needs & PlaceNeeds<InVpc>;
