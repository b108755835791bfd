// What every tab is, and what the tabs tell each other.

import type { Me } from '../contract.ts';

export interface View {
  readonly root: HTMLElement;
  /** It is the tab in front now. */
  show(): void;
  hide(): void;
  /** Writes its words again, in the language of now. */
  words(): void;
}

export interface Around {
  readonly me: Me;
  /** Shows a sentence at the page's foot; '' takes it away. */
  notice(text: string): void;
  /** Keys of files sent here, the newest first. The flow follows them. */
  readonly sent: string[];
}
