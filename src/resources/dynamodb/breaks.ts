// How somebody breaks a table.

import {
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Break, Breaks } from '../break.ts';
import type { Table } from './find-table.ts';

const update =
  (what: Omit<UpdateTableCommandInput, 'TableName'>): Break<Table>['byHand'] =>
  ({ dynamodb }, { name }) =>
    dynamodb.send(new UpdateTableCommand({ TableName: name, ...what }));
const timeToLive =
  (Enabled: boolean, attribute = (live: Table) => String(live.settings.TimeToLive)): Break<Table>['byHand'] =>
  ({ dynamodb }, live) => {
    const TimeToLiveSpecification = { AttributeName: attribute(live), Enabled };
    return dynamodb.send(new UpdateTimeToLiveCommand({ TableName: live.name, TimeToLiveSpecification }));
  };
const isTimed = ({ settings }: Table) => settings.TimeToLive !== undefined;
const firstIndex = ({ settings }: Table) => Object.keys(settings).find((field) => field.startsWith('Index '));
const nameOfIndex = (live: Table) => firstIndex(live)?.slice('Index '.length);

export const tableBreaks = {
  'somebody switches the backups off': {
    field: 'PointInTimeRecovery',
    byHand: ({ dynamodb }, { name }) =>
      dynamodb.send(
        new UpdateContinuousBackupsCommand({
          TableName: name,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
        }),
      ),
  },
  'somebody pays by the hour': {
    field: 'BillingMode',
    byHand: update({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    }),
  },
  'somebody changes the protection against deletion': {
    field: 'DeletionProtectionEnabled',
    byHand: (cloud, live, name) =>
      update({ DeletionProtectionEnabled: !live.settings.DeletionProtectionEnabled })(cloud, live, name),
  },
  'somebody deletes an index': {
    field: (live) => String(firstIndex(live)),
    fits: (live) => firstIndex(live) !== undefined,
    byHand: (cloud, live, name) =>
      update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: nameOfIndex(live) } }] })(cloud, live, name),
  },
  'somebody lets items go by themselves': {
    field: 'TimeToLive',
    fits: (live) => !isTimed(live),
    byHand: timeToLive(true, () => 'of-somebody'),
  },
  'somebody keeps items for ever': { field: 'TimeToLive', fits: isTimed, byHand: timeToLive(false) },
} satisfies Breaks<Table>;
