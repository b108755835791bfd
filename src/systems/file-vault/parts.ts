// The parts of the file vault: names and settings only, no calls. provision/file-vault.ts says what needs what.

import type { Owned } from '../../aws/clients.ts';
import { adoptedRoleName } from '../../aws/lab.ts';
import { UsageProblem } from '../../engine/problems.ts';
import { isKey, newKey } from '../../operate/invite/key.ts';
import { boundaryPart } from '../../patterns/boundary.ts';
import { limitRole } from '../../patterns/end-bills.ts';
import { mailboxQueue } from '../../patterns/mailbox.ts';
import type { Volume } from '../../resources/ec2/find-volume.ts';
import { ec2Instance, type InstanceNeeds } from '../../resources/ec2/instance.ts';
import { ebsVolume } from '../../resources/ec2/volume.ts';
import { volumeAttachment } from '../../resources/ec2/volume-attachment.ts';
import { adoptedProfile, instanceProfile } from '../../resources/iam/instance-profile.ts';
import { iamRole, type UnderBoundary } from '../../resources/iam/role.ts';
import { type LogGroup, logGroup } from '../../resources/logs/log-group.ts';
import { bootFiles, bootKey } from '../../resources/s3/boot-files.ts';
import { type Bucket, s3Bucket } from '../../resources/s3/bucket.ts';
import { type Secret, secretParameter } from '../../resources/ssm/parameter.ts';
import { about } from './about.ts';
import { alarms } from './alarms/alarms.ts';
import { ceiling, instanceRights } from './instance-rights.ts';
import { invitationsFile } from './invitations-file.ts';
import { bootText } from './machine/boot.ts';
import { vaultBundle } from './machine/bundle.ts';
import { namesOf, partNames } from './names.ts';
import { vaultNetwork } from './network.ts';
import { instancePrice } from './price.ts';
import type { FileVaultSettings } from './settings.ts';

/** The boundary of the role, the same in every account. @param stack "ada-dev-file-vault" */
export const boundaryPolicy = (stack: string) => ceiling((account) => partNames(stack, account));

/** What the boot text is made of, beside names and settings. */
export interface BootNeeds {
  volume: Volume;
}

export type FileVault = ReturnType<typeof fileVault>;

export function fileVault(cloud: Owned, settings: FileVaultSettings) {
  refuseUnconfirmed(settings);
  const names = namesOf(cloud, settings);
  const adopted = adoptedRoleName(cloud, settings);
  const kind = settings.VAULT_NETWORK ?? (adopted ? 'egress' : 'private');
  const arns = {
    bucket: cloud.bucketArn(names.bucket),
    bootBucket: cloud.bucketArn(names.bootBucket),
    logs: cloud.arn('logs', `log-group:${names.logs}`),
  };
  const textOf = ({ volume }: BootNeeds) =>
    bootText({
      ...{ region: cloud.region, bucket: names.bucket, logGroup: names.logs, audience: names.stack },
      ...{ volume: volume.id, bootBucket: names.bootBucket, programs: vaultBundle() },
    });

  return {
    local: cloud.local,
    bucket: s3Bucket(cloud, {
      ...{ name: names.bucket, about: about.bucket, addOnly: true },
      objectLock: { mode: settings.RETENTION_MODE, days: settings.RETENTION_DAYS },
    }),
    bootBucket: s3Bucket(cloud, { name: names.bootBucket, about: about.bootBucket }),
    key: secretParameter(cloud, { name: names.invitationKey, about: about.key, make: newKey, valid: isKey }),
    logs: logGroup(cloud, {
      ...{ name: names.logs, about: about.logs(settings.AUDIT_RETENTION_DAYS) },
      retentionDays: settings.AUDIT_RETENTION_DAYS,
    }),

    network: vaultNetwork(cloud, { name: names.stack, cidr: settings.VPC_CIDR, kind, ...arns }),

    /** None of these where somebody else's role takes the place of ours. */
    boundary: adopted
      ? undefined
      : boundaryPart(cloud, names.boundary, boundaryPolicy(names.stack), [names.instance, limitRole(names.stack)]),
    role: adopted
      ? undefined
      : iamRole<UnderBoundary & { bucket: Bucket; bootBucket: Bucket; logs: LogGroup }>(cloud, {
          ...{ name: names.instance, about: about.role, service: 'ec2.amazonaws.com' },
          policy: ({ bucket, bootBucket, logs }) =>
            instanceRights({ bucket: bucket.arn, bootBucket: bootBucket.arn, logs: logs.arn }),
        }),
    profile: adopted
      ? undefined
      : instanceProfile(cloud, { name: names.instance, role: names.instance, about: about.profile }),
    adoptedProfile: adopted
      ? adoptedProfile(cloud, { name: settings.LAB_PROFILE, about: about.adoptedProfile })
      : undefined,

    volume: ebsVolume(cloud, { name: names.volume, about: about.volume, size: settings.VAULT_GB }),
    bootFiles: bootFiles<BootNeeds & { bucket: Bucket; key: Secret }>(cloud, {
      ...{ bucket: names.bootBucket, about: about.bootFiles },
      files: (needs) => ({
        programs: { content: vaultBundle(), ending: 'zip' },
        text: { content: textOf(needs), ending: 'json' },
        invitations: invitationsFile(needs.key.value),
      }),
    }),
    instance: ec2Instance<InstanceNeeds & BootNeeds>(cloud, {
      ...{ name: names.instance, about: about.instance, type: settings.VAULT_INSTANCE_TYPE },
      ...instancePrice(settings.VAULT_INSTANCE_TYPE, kind),
      boot(needs) {
        const text = textOf(needs);
        return { text, address: `s3://${names.bootBucket}/${bootKey(text, 'json')}` };
      },
    }),
    attachment: volumeAttachment(cloud, { name: names.volume, about: about.attachment }),

    alarms: alarms(cloud, settings, names),
    mailbox: mailboxQueue(cloud, { name: names.mailbox, topicArn: cloud.arn('sns', names.operators) }),
  };
}

/** @throws UsageProblem for COMPLIANCE without its second word */
function refuseUnconfirmed({ RETENTION_MODE, RETENTION_DAYS, COMPLIANCE_CONFIRMED }: FileVaultSettings): void {
  if (RETENTION_MODE !== 'COMPLIANCE' || COMPLIANCE_CONFIRMED) return;
  throw new UsageProblem(
    {
      en: `RETENTION_MODE=COMPLIANCE locks every backup for ${RETENTION_DAYS} days against everybody: npm run down cannot remove the bucket before, and it goes on costing.`,
      pt: `RETENTION_MODE=COMPLIANCE bloqueia cada backup por ${RETENTION_DAYS} dias contra todos: npm run down não consegue remover o bucket antes, e ele continua custando.`,
    },
    {
      next: {
        en: 'If you mean that, set COMPLIANCE_CONFIRMED=nobody-can-delete-it too; else use GOVERNANCE.',
        pt: 'Se é isso que você quer, ponha também COMPLIANCE_CONFIRMED=nobody-can-delete-it; senão use GOVERNANCE.',
      },
    },
  );
}
