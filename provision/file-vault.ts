/**
 * File vault: an application on EC2 keeps documents on an EBS volume, copies them to S3 every five minutes, and writes every
 * operation to CloudWatch.
 *
 * Read it downwards: a part can only lean on what an earlier line gave a name to.
 * Run it as often as you like: what is right stays, what drifted is put back.
 */
import type { Run } from '../src/engine/run.ts';
import { whoHearsAlarms } from '../src/operate/who-hears.ts';
import type { FileVault } from '../src/systems/file-vault/parts.ts';
import type { FileVaultSettings } from '../src/systems/file-vault/settings.ts';
import { whereToEnter } from '../src/systems/file-vault/where.ts';
import type { Outputs } from '../src/systems/story.ts';
import { provisionAlarms } from './blocks/alarms.ts';
import { provisionVaultNetwork } from './blocks/vault-network.ts';

export function provision({ stage, up, removeIfPresent }: Run, part: FileVault) {
  stage({
    en: '1 · What stands alone: two buckets, the key of the invitations, the audit log',
    pt: '1 · O que não depende de nada: dois buckets, a chave dos convites, o registro de auditoria',
  });
  const bucket = up(part.bucket);
  const bootBucket = up(part.bootBucket);
  const key = up(part.key);
  const logs = up(part.logs);

  stage({
    en: '2 · A network that lets nobody in, and the disk',
    pt: '2 · Uma rede que não deixa ninguém entrar, e o disco',
  });
  const { subnet, group, ready } = provisionVaultNetwork({ up }, part.network);
  const volume = up(part.volume, { subnet });

  stage({
    en: '3 · What the machine may do, and what it boots with',
    pt: '3 · O que a máquina pode fazer, e com o que ela inicia',
  });
  const boundary = part.boundary && up(part.boundary); // the most that the role may ever do
  const role = part.role && up(part.role, { bucket, bootBucket, logs, boundary });
  const profile =
    part.profile && role
      ? up(part.profile, { role })
      : up(part.adoptedProfile as NonNullable<typeof part.adoptedProfile>);
  const bootFiles = up(part.bootFiles, { bucket: bootBucket, volume, key });

  stage({
    en: '4 · The machine, last: it boots through all of this, and then the disk is put in',
    pt: '4 · A máquina, por último: ela inicia por meio de tudo isso, e então recebe o disco',
  });
  const after = Promise.all([ready, bootFiles, bucket]); // a boot that cannot fetch its programs would be in vain
  const instance = up(part.instance, { subnet, group, profile, volume, after });
  const attachment = up(part.attachment, { volume, instance });
  const { kind, private: inside, egress } = part.network;
  removeIfPresent(Object.values(kind === 'private' ? egress : inside), instance); // from a run with the other setting

  stage({
    en: '5 · Alarms for operators, a dashboard, and queries for the night',
    pt: '5 · Alarmes para os operadores, um painel e consultas para a madrugada',
  });
  const alarms = provisionAlarms({ up, removeIfPresent }, part.alarms, { watched: attachment, logs: [logs] });

  return { bucket, instance, volume, logs, operatorsEmail: alarms.email, local: part.local };
}

/** What `up` prints at its end. */
export async function outputs(made: ReturnType<typeof provision>, settings: FileVaultSettings): Promise<Outputs> {
  const [bucket, instance, volume, logs] = await Promise.all([made.bucket, made.instance, made.volume, made.logs]);
  const { url, says } = await whereToEnter(made.local, settings.AWS_REGION, instance.id);
  return {
    fields: { bucket: bucket.name, instanceId: instance.id, volumeId: volume.id, url, logGroup: logs.name },
    says: [...says, ...whoHearsAlarms(settings, await made.operatorsEmail)],
  };
}
