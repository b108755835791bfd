// Credentials for --aws: `.env` may have them, and an error names a profile that has none.

import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { errorWording, isKind, Problem } from '../engine/problems.ts';
import { CREDENTIALS } from '../settings/settings.ts';

/** Copies credentials of `.env` to the environment, because the SDK reads them there. */
export function lendCredentials(env: Record<string, string | undefined>): void {
  for (const name of CREDENTIALS) if (env[name]) process.env[name] = env[name];
}

/** The error of opening AWS. When AWS_PROFILE gave no credentials, the error says so. */
export function withProfile(error: unknown): unknown {
  const profile = process.env.AWS_PROFILE;
  const cause = error instanceof Problem ? error.cause : undefined;
  if (!profile || !isKind(cause, 'CredentialsProviderError')) return error;
  const files = [
    process.env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config'),
    process.env.AWS_SHARED_CREDENTIALS_FILE || join(homedir(), '.aws', 'credentials'),
  ];
  const why = errorWording(cause);
  const profiles = [...new Set(files.flatMap(profilesIn))];
  if (profiles.includes(profile))
    return new Problem(
      {
        en: `Could not find out which AWS account this is, with the profile ${profile}: ${why.en}.`,
        pt: `Não foi possível descobrir qual é a conta AWS, com o perfil ${profile}: ${why.pt}.`,
      },
      {
        cause,
        next: {
          en: `Sign in with that profile again (aws sso login --profile ${profile}), or correct it in ${files.join(' or ')}.`,
          pt: `Entre de novo com esse perfil (aws sso login --profile ${profile}), ou corrija-o em ${files.join(' ou ')}.`,
        },
      },
    );
  return new Problem(
    {
      en: `AWS_PROFILE names the profile ${profile}, and there is none in ${files.join(' or ')}.`,
      pt: `AWS_PROFILE cita o perfil ${profile}, e ele não existe em ${files.join(' nem em ')}.`,
    },
    {
      next: {
        en: `Correct AWS_PROFILE, or make the profile: aws configure --profile ${profile}. Profiles there: ${profiles.join(', ') || 'none'}.`,
        pt: `Corrija AWS_PROFILE, ou crie o perfil: aws configure --profile ${profile}. Perfis que existem: ${profiles.join(', ') || 'nenhum'}.`,
      },
    },
  );
}

/** "[default]" and "[profile name]" in one file, "[name]" in the other (AWS CLI user guide, "Configuration file"). */
function profilesIn(file: string): string[] {
  if (!existsSync(file)) return [];
  const heads = readFileSync(file, 'utf8').matchAll(/^\s*\[\s*(?:profile\s+)?([^\]\s]+)\s*\]/gm);
  return [...heads].map(([, name]) => String(name));
}
