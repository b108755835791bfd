// Somebody at the board, without a browser: signs in with its link, and asks what its page asks.

/** @param link as `npm run board` prints it @param key of a file to follow */
export async function openBoard(link: string, key: string): Promise<void> {
  const { origin, hash } = new URL(link);
  const entered = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify({ invitation: hash.slice(1) }),
  });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  for (const path of ['api/flow', `api/flow/trace?key=${encodeURIComponent(key)}`]) {
    const answer = await fetch(`${origin}/${path}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    const { problems = [] } = (await answer.json()) as { problems?: string[] };
    if (problems.length) throw new Error(`The board could not ask everything: ${problems.join('; ')}`);
  }
}
