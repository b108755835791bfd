// What the function of the page carries beside its code: the files of the page, and the drawing of the system. The drawing
// comes from the story, and the story needs the parts. So it is handed in after both exist.

import type { More } from '../../../aws/code/bundle.ts';
import { pageFiles } from '../../../page/bundle.ts';
import type { Drawing } from '../../../patterns/flow/flow.ts';
import { ACCOUNT, STACK } from './limits.ts';

export class PageContent {
  #drawing = 'null';

  /** @param account is left open, as the name of the stack is, so that the zip is the same in every account and stage */
  draw(drawing: Drawing, account: string): void {
    this.#drawing = JSON.stringify(drawing).replaceAll(drawing.stack, STACK).replaceAll(account, ACCOUNT);
  }

  /** Its files in the zip. */
  more(): More {
    return {
      texts: { 'flow.json': this.#drawing },
      fromSources: () => {
        const { files, inputs } = pageFiles();
        return {
          files: Object.fromEntries(Object.entries(files).map(([name, file]) => [`page/${name}`, file])),
          inputs,
        };
      },
    };
  }
}
