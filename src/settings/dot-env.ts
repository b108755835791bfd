// Reads `.env` as people write it: saved by Windows (byte order mark, CRLF), or with the Learner Lab's block in it
// ("AWS Details", "AWS CLI", Show), which has `[default]` and the names of ~/.aws/credentials.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

export const DOT_ENV = fileURLToPath(new URL('../../.env', import.meta.url));

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

/** What is written in `.env`; nothing where there is no such file. Names and values are not checked yet. */
export const readDotEnv = (file = DOT_ENV): Record<string, string | undefined> =>
  existsSync(file) ? parseDotEnv(readFileSync(file, 'utf8')) : {};
