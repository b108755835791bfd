// What the stand-in for Application Auto Scaling remembers, by account and region. It is in one file, written after each
// change, so it is there again when the local cloud starts again.

import { existsSync, readFileSync } from 'node:fs';
import type {
  SuspendedState,
  TargetTrackingScalingPolicyConfiguration as Tracking,
} from '@aws-sdk/client-application-auto-scaling';
import { writeWhole } from '../whole-file.ts';

/** As AWS describes it, with its tags. */
export interface Target {
  readonly ResourceId: string;
  readonly ScalableTargetARN: string;
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
  readonly SuspendedState: SuspendedState;
  readonly RoleARN: string;
  /** Seconds since 1970. */
  readonly CreationTime: number;
  readonly Tags: Record<string, string>;
}

export interface Policy {
  readonly ResourceId: string;
  readonly PolicyName: string;
  readonly PolicyARN: string;
  readonly TargetTrackingScalingPolicyConfiguration: Tracking;
  readonly Alarms: readonly { readonly AlarmName: string; readonly AlarmARN: string }[];
  /** Seconds since 1970. */
  readonly CreationTime: number;
}

export interface Book {
  /** By resource id. */
  readonly targets: Record<string, Target>;
  /** By resource id and name. */
  readonly policies: Record<string, Policy>;
}

export class Books {
  readonly #file: string;
  readonly #books: Record<string, Book>;

  constructor(file: string) {
    this.#file = file;
    this.#books = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  }

  of({ account, region }: { account: string; region: string }): Book {
    const book = this.#books[`${account} ${region}`] ?? { targets: {}, policies: {} };
    this.#books[`${account} ${region}`] = book;
    return book;
  }

  save(): void {
    writeWhole(this.#file, JSON.stringify(this.#books));
  }
}

export const now = (): number => Date.now() / 1000;
