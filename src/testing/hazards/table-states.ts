// A DynamoDB table takes time to be made, to be changed and to be deleted, and meanwhile it refuses every other change.
// Backups can be switched on some seconds after it is ready (DynamoDB API reference; localstack, test_continuous_backup_update).

import { DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { absentWhen } from '../../engine/wait.ts';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { refuse } from './refusal.ts';
import { type Answer, asked, type Hazard, is } from './wire.ts';

/** Seconds of each state, and from ACTIVE on until backups can be switched on. */
const [CREATING, UPDATING, DELETING, BACKUPS] = [10, 15, 10, 6];

export function tableStates({ clock, ground }: HazardContext): Hazard {
  const readyAt = new Map<string, { state: string; at: number }>();
  const backupsAt = new Map<string, number>();
  const deletions = new Later(clock);
  const stateOf = (table: string) => {
    if (deletions.has(table)) return 'DELETING';
    const { state, at } = readyAt.get(table) ?? { state: '', at: 0 };
    return clock.now() < at ? state : undefined;
  };

  return async (call, pass) => {
    if (call.service !== 'dynamodb') return pass();
    await deletions.due();
    const TableName = asked(call, 'TableName');
    const state = stateOf(TableName);
    if (is(call, 'DescribeTable')) return state ? inState(await pass(), state) : pass();
    if (state && is(call, 'DeleteTable', 'UpdateTable'))
      return refuse(call, 'ResourceInUseException', `Attempt to change a resource which is still in use: ${TableName}`);
    if (state && is(call, 'UpdateTimeToLive', 'UpdateContinuousBackups'))
      return refuse(call, 'ValidationException', `Table is not in ACTIVE state: ${TableName}`);
    if (is(call, 'UpdateContinuousBackups') && clock.now() < (backupsAt.get(TableName) ?? 0)) {
      const text = `Backups are being enabled for the table: ${TableName}. Please retry later`;
      return refuse(call, 'ContinuousBackupsUnavailableException', text);
    }
    if (is(call, 'DeleteTable')) {
      const live = await absentWhen(['ResourceNotFoundException'], () =>
        ground.dynamodb.send(new DescribeTableCommand({ TableName })),
      );
      const text =
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.';
      if (live?.Table?.DeletionProtectionEnabled) return refuse(call, 'ValidationException', text);
      if (!live) return pass();
      deletions.put(TableName, DELETING, () => ground.dynamodb.send(new DeleteTableCommand({ TableName })));
      return json({ TableDescription: { TableName, TableStatus: 'DELETING' } });
    }
    const answer = await pass();
    if (answer.status >= 300) return answer;
    if (is(call, 'CreateTable')) {
      readyAt.set(TableName, { state: 'CREATING', at: clock.now() + CREATING });
      backupsAt.set(TableName, clock.now() + CREATING + BACKUPS);
    }
    if (is(call, 'UpdateTable')) readyAt.set(TableName, { state: 'UPDATING', at: clock.now() + UPDATING });
    return answer;
  };
}

function inState(answer: Answer, state: string): Answer {
  if (answer.status >= 300) return answer;
  const told = JSON.parse(answer.body);
  told.Table.TableStatus = state;
  return { ...answer, body: JSON.stringify(told) };
}

const json = (body: object): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
