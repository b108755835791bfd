// The turns of a walkthrough: one part at a time, in the written order. A part whose needs are not there yet lets later
// parts pass, so nobody waits for a slow part before everything else has been read.

interface Waiting {
  ready: boolean;
  go(): void;
}

export function turns() {
  const waiting: Waiting[] = [];
  let taken = false;
  const next = () => {
    const at = taken ? -1 : waiting.findIndex(({ ready }) => ready);
    const [first] = at < 0 ? [] : waiting.splice(at, 1);
    if (!first) return;
    taken = true;
    first.go();
  };
  /** Later than all promises that are settled now: the needs of a part that stands first may just have been met. */
  const soon = () => void setImmediate(next);

  return {
    /** Resolves when it is the part's turn. Its answer gives the turn to the next part; to call it again does nothing. */
    take(needs: Promise<unknown>): Promise<() => void> {
      return new Promise((resolve) => {
        let over = false;
        const pass = () => {
          if (over) return;
          over = true;
          taken = false;
          soon();
        };
        const one = { ready: false, go: () => resolve(pass) };
        waiting.push(one);
        void Promise.allSettled([needs]).then(() => {
          one.ready = true;
          soon();
        });
      });
    },
  };
}
