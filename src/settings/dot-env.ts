// Reads `.env` as people leave it: saved by Windows, with a byte order mark and CRLF, or with the Learner Lab's block in
// it as the lab shows it ("AWS Details", "AWS CLI", Show): `[default]`, and the names of ~/.aws/credentials below it.

import { parseEnv } from 'node:util';

const SECTION = /^\s*\[[^\]]*\]\s*$/;
/** The same three, as ~/.aws/credentials spells them (AWS CLI user guide, "Configuration and credential file settings"). */
const KEYS = /^\s*aws_(access_key_id|secret_access_key|session_token)\s*=/;

export function parseDotEnv(text: string): Record<string, string | undefined> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const named = lines
    .filter((line) => !SECTION.test(line))
    .map((line) => line.replace(KEYS, (name) => name.toUpperCase()));
  return parseEnv(named.join('\n'));
}
