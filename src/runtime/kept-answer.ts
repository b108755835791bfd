// One answer for everybody who asks within a moment, because a question costs time, money or an execution.

/** Asks, and gives the same answer again for so many milliseconds after the question. A failure is not kept. */
export function keptAnswer<Answer>(
  milliseconds: number,
  ask: () => Promise<Answer>,
  now = Date.now,
): () => Promise<Answer> {
  let kept: { readonly at: number; readonly answer: Promise<Answer> } | undefined;
  return () => {
    if (kept && now() - kept.at < milliseconds) return kept.answer;
    const asked = { at: now(), answer: ask() };
    kept = asked;
    asked.answer.catch(() => {
      if (kept === asked) kept = undefined;
    });
    return asked.answer;
  };
}
