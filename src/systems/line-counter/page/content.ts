// What the function of the page carries beside its code: the files of the page, and the drawing of the system. The drawing
// comes from the story, and the story needs the parts. So it is handed in after both exist.

import { readFileSync } from 'node:fs';
import type { Drawing } from '../../../patterns/flow/flow.ts';

const HTML = new URL('index.html', import.meta.url);

export class PageContent {
  #drawing: Drawing | undefined;

  draw(drawing: Drawing): void {
    this.#drawing = drawing;
  }

  /** By their paths in the zip. */
  files(): Record<string, string | Uint8Array> {
    return {
      'page/index.html': readFileSync(HTML),
      'flow.json': JSON.stringify(this.#drawing ?? null),
    };
  }
}
