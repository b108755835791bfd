// Gives a database server of the local cloud another port when another program has taken its port.
// Notice: MiniStack's saved state has the port in two places: the endpoint of the instance, and the environment of the
// functions that use it.

import type { Wording } from '../../engine/text.ts';
import { rewriteState } from '../move.ts';
import type { Place } from '../place.ts';
import { anyFreePort, isFree } from '../ports.ts';
import { readNote, serverNames, writeNote } from './server-files.ts';

/** Changes the saved state and says which ports are new. The cloud must not run. */
export async function moveDatabases(place: Place, say: (sentence: Wording) => void = () => {}): Promise<void> {
  for (const name of serverNames(place)) {
    const note = readNote(place, name);
    if (!note || (await isFree(note.port))) continue;
    const port = await anyFreePort();
    rewriteState(place, (text) =>
      text
        .replaceAll(`"Address": "127.0.0.1", "Port": ${note.port},`, `"Address": "127.0.0.1", "Port": ${port},`)
        .replaceAll(`"DATABASE_PORT": "${note.port}"`, `"DATABASE_PORT": "${port}"`),
    );
    writeNote(place, name, { ...note, port });
    say({
      en: `port ${note.port} is taken by another program: a local database now listens on port ${port}, and nothing is lost`,
      pt: `a porta ${note.port} está ocupada por outro programa: um banco de dados local agora escuta na porta ${port}, e nada se perde`,
    });
  }
}
