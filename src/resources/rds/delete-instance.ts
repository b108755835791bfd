// Deletes a DB instance, with its automatic backups. Without a final snapshot its rows are gone.

import { DeleteDBInstanceCommand, ModifyDBInstanceCommand } from '@aws-sdk/client-rds';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import type { BillStop } from '../../engine/lifecycle.ts';
import { errorText } from '../../engine/problems.ts';
import { absentWhen, type Context, type RetryableError, retryOn } from '../../engine/wait.ts';
import { type DbInstance, INSTANCE_ABSENT, instanceBusy } from './find-instance.ts';

const refused: RetryableError = {
  ...instanceBusy,
  because: { en: 'RDS deletes it only when it is not busy', pt: 'o RDS só o apaga quando não está ocupado' },
};
const stillProtected: RetryableError = {
  kinds: ['InvalidParameterCombination'],
  message: /deletion ?protection/i,
  because: { en: 'RDS is still switching its protection off', pt: 'o RDS ainda está desligando a proteção' },
  patience: 600,
};

/** Switches a protection against deletion off first. @param finalSnapshot name of the snapshot to make; none without it */
export async function deleteInstance(
  { rds }: Owned,
  { id, DeletionProtection }: DbInstance,
  finalSnapshot: string | undefined,
  ctx: Context,
): Promise<void> {
  const at = { DBInstanceIdentifier: id };
  if (DeletionProtection)
    await retryOn(ctx, [instanceBusy], () =>
      rds.send(new ModifyDBInstanceCommand({ ...at, DeletionProtection: false, ApplyImmediately: true })),
    );
  const request = {
    ...at,
    DeleteAutomatedBackups: true,
    SkipFinalSnapshot: !finalSnapshot,
    ...(finalSnapshot && { FinalDBSnapshotIdentifier: finalSnapshot }),
  };
  await retryOn(ctx, [refused, stillProtected], () =>
    absentWhen(INSTANCE_ABSENT, () =>
      rds.send(new DeleteDBInstanceCommand(request)).catch((error: unknown) => {
        if (!/already being deleted/.test(errorText(error))) throw error;
      }),
    ),
  );
}

/**
 * The same as one call, as EventBridge Scheduler makes it. There names are those of the AWS SDK for Java: "Db", where the
 * API has "DB" (CDK, aws-scheduler-targets, Universal: DbClusterIdentifier).
 */
export function deletionCall(cloud: Owned, id: string, finalSnapshot: string | undefined): BillStop<DbInstance> {
  const db = cloud.arn('rds', `db:${id}`);
  return {
    ...{ service: 'rds', action: 'deleteDBInstance', loses: !finalSnapshot },
    input: () => ({
      ...{ DbInstanceIdentifier: id, DeleteAutomatedBackups: true, SkipFinalSnapshot: !finalSnapshot },
      ...(finalSnapshot && { FinalDBSnapshotIdentifier: finalSnapshot }),
    }),
    rights: [
      may('rds', 'DeleteDBInstance', db),
      ...(finalSnapshot
        ? [may('rds', 'AddTagsToResource CreateDBSnapshot', [db, cloud.arn('rds', `snapshot:${finalSnapshot}`)])]
        : []),
    ],
  };
}
