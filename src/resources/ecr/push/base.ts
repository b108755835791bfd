// What an image is built on: layers that somebody else made, and how the image is run.

import type { Family, ImageConfig } from './manifest.ts';
import type { Blob } from './registry.ts';

export interface Base {
  readonly config: ImageConfig;
  readonly family: Family;
  readonly layers: readonly Blob[];
}
