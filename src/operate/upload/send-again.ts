// S3 may lose the events of the first five minutes of a new bucket notification (S3 user guide). A lost event does not
// come by waiting, so the file is sent again.

/** Seconds to wait in each round. */
export const roundsIn = ({ local }: { readonly local: boolean }): readonly number[] =>
  local ? [90] : [75, 75, 75, 75, 120];

export interface Rounds<W> {
  /** Seconds to wait in each round. */
  readonly rounds: readonly number[];
  wait(patience: number): Promise<W>;
  /** Uploads the missing files again. */
  send(missing: readonly string[]): Promise<unknown>;
}

/** Waits in rounds, and sends missing files again between two rounds. */
export async function waitSendingAgain<W extends { readonly missing: readonly string[] }>({
  rounds: [first = 0, ...more],
  wait,
  send,
}: Rounds<W>): Promise<W> {
  let waited = await wait(first);
  for (const patience of more) {
    if (!waited.missing.length) break;
    await send(waited.missing);
    waited = await wait(patience);
  }
  return waited;
}
