// What the page is told while a file is sent.

export interface Telling {
  state(state: 'reading' | 'sending' | 'retry'): void;
  /** Bytes sent so far. */
  sent(bytes: number): void;
}
