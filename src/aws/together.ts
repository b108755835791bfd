// One call for all who ask at the same moment. Many parts of one kind look for themselves when a run starts, and most
// describe calls take a list of names. Whoever asks while a call is under way waits for its end, and then shares the next
// call: the answer is never older than the question.

/**
 * @param ask gets each name once
 * @returns asks for one name, and resolves with the answer for all names of that moment
 */
export function together<Answer>(ask: (names: readonly string[]) => Promise<Answer>) {
  let open: { names: Set<string>; answer: Promise<Answer> } | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  /** @param wait others may join until then too */
  return (name: string, wait: () => Promise<void> = async () => {}): Promise<Answer> => {
    if (!open) {
      const names = new Set<string>();
      const close = () => {
        open = undefined; // whoever asks from now on wants a newer answer
      };
      const before = Promise.all([underWay, everybodyHasAsked()]).then(wait).finally(close);
      open = { names, answer: before.then(() => ask([...names])) };
      underWay = Promise.allSettled([open.answer]);
    }
    open.names.add(name);
    return open.answer;
  };
}

/** The same for a call that takes one name: each name is asked once a moment, and each may fail for itself. */
export function eachOnce<Answer>(ask: (name: string) => Promise<Answer>): (name: string) => Promise<Answer> {
  const all = together(async (names) => new Map(names.map((name) => [name, ask(name)] as const)));
  return async (name) => (await all(name)).get(name) as Promise<Answer>;
}

/** Everybody who runs now, and does not wait for an answer. */
const everybodyHasAsked = () => new Promise<void>((next) => void setImmediate(next));

/** Makes one of a kind for each cloud, at its first use. */
export function perCloud<Cloud extends object, Made>(make: (cloud: Cloud) => Made): (cloud: Cloud) => Made {
  const made = new WeakMap<Cloud, Made>();
  return (cloud) => {
    const known = made.get(cloud) ?? make(cloud);
    made.set(cloud, known);
    return known;
  };
}
