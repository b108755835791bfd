// What the function of the page carries beside its code: the files of the page, and the drawing of the system. The drawing
// comes from the story, and the story needs the parts. So it is handed in after both exist.

import { pageFiles } from '../../../page/bundle.ts';
import type { Drawing } from '../../../patterns/flow/flow.ts';
import { ACCOUNT, STACK } from './limits.ts';

export class PageContent {
  #drawing = 'null';

  /** @param account is left open, as the name of the stack is, so that the zip is the same in every account and stage */
  draw(drawing: Drawing, account: string): void {
    this.#drawing = JSON.stringify(drawing).replaceAll(drawing.stack, STACK).replaceAll(account, ACCOUNT);
  }

  /** By their paths in the zip. */
  files(): Record<string, string | Uint8Array> {
    return {
      ...Object.fromEntries(Object.entries(pageFiles()).map(([name, bytes]) => [`page/${name}`, bytes])),
      'flow.json': this.#drawing,
    };
  }
}
