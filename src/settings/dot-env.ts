// Reads `.env` as people write it: saved by Windows (byte order mark, CRLF), or with the Learner Lab's block in it
// ("AWS Details", "AWS CLI", Show), which has `[default]` and the names of ~/.aws/credentials.

import { parseEnv } from 'node:util';

const SECTION = /^\s*\[[^\]]*\]\s*$/;
/** The keys as ~/.aws/credentials spells them (AWS CLI user guide, "Configuration and credential file settings"). */
const KEYS = /^\s*aws_(access_key_id|secret_access_key|session_token)\s*=/;

export function parseDotEnv(text: string): Record<string, string | undefined> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const named = lines
    .filter((line) => !SECTION.test(line))
    .map((line) => line.replace(KEYS, (name) => name.toUpperCase()));
  return parseEnv(named.join('\n'));
}
