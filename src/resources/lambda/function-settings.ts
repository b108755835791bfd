// What a Lambda function is made of: the settings that a system states, and the parts that must exist before it.

import type { Architecture, Runtime } from '@aws-sdk/client-lambda';
import type { Purpose } from '../../engine/lifecycle.ts';
import type { Role } from '../iam/role.ts';
import type { LogGroup } from '../logs/log-group.ts';
import type { SecurityGroup } from '../vpc/security-group.ts';
import type { Subnet } from '../vpc/subnet.ts';

/** A zip, and what Lambda calls its content. It is made on first use, because looking and removing need none. */
export interface Code {
  readonly zip: Uint8Array;
  /** SHA-256 of the zip, base64. */
  readonly sha256: string;
}

/** Made of a zip that Lambda runs with its own runtime, or of a container image that brings everything. */
type Package =
  | {
      code: Code;
      /** Default "nodejs24.x". */
      runtime?: Runtime;
      /** Default "index.handler". */
      handler?: string;
    }
  | {
      /**
       * With its digest, "ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:…": a tag may point elsewhere tomorrow.
       * Read when it is needed, so a getter may make it.
       */
      image: string;
      code?: never;
      runtime?: never;
      handler?: never;
    };

export type FunctionSettings<InVpc extends boolean> = Package & {
  name: string;
  /** What AWS shows of it: English, whoever ran the command. */
  description: string;
  about: Purpose;
  /** In a VPC it needs subnets and a group, and it reaches nothing else than what its network leads to. */
  inVpc: InVpc;
  /** Seconds after which Lambda ends an invocation. */
  timeoutSeconds: number;
  memoryMegabytes: number;
  /** Of /tmp, 512 to 10,240; Lambda's own 512 unless told. */
  ephemeralMegabytes?: number;
  /** "arm64" unless told. */
  architecture?: Architecture;
};

export interface Needs {
  role: Role;
  logs: LogGroup;
  /** What must be there before the function is made: its image, for instance. */
  after?: unknown;
}
export interface InNetwork {
  subnets: readonly Subnet[];
  group: SecurityGroup;
}
/** Subnets and a group, where the function is in a VPC. */
export type PlaceNeeds<InVpc extends boolean> = InVpc extends true ? InNetwork : object;
export type FunctionNeeds<InVpc extends boolean> = Needs & PlaceNeeds<InVpc>;
