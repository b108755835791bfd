// A bucket's notification document, in AWS's form and in ours.

import type { NotificationConfiguration, NotificationConfigurationFilter } from '@aws-sdk/client-s3';

/** One entry. A missing field is undefined, so that a live value there is drift. */
export interface Entry {
  readonly QueueArn: string | undefined;
  readonly LambdaFunctionArn: string | undefined;
  readonly Events: readonly string[];
  readonly Filter: Filter;
}

interface Filter {
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

export const filterOf = (filter: Filter): NotificationConfigurationFilter => ({
  Key: {
    FilterRules: (['prefix', 'suffix'] as const).flatMap((Name) => {
      const Value = filter[Name];
      return Value ? [{ Name, Value }] : [];
    }),
  },
});

/** AWS answers "Prefix" where we wrote "prefix" (recorded on AWS: localstack, test_filter_rules_case_insensitive). */
const inOurWords = (filter?: NotificationConfigurationFilter): Filter =>
  Object.fromEntries((filter?.Key?.FilterRules ?? []).map(({ Name, Value }) => [String(Name).toLowerCase(), Value]));

/** Entries to queues and functions, by id. */
export function entriesOf(document: NotificationConfiguration): Readonly<Record<string, Entry>> {
  const { QueueConfigurations = [], LambdaFunctionConfigurations = [] } = document;
  const entries = [
    ...QueueConfigurations.map((one) => ({ ...one, LambdaFunctionArn: undefined })),
    ...LambdaFunctionConfigurations.map((one) => ({ ...one, QueueArn: undefined })),
  ];
  return Object.fromEntries(
    entries.map(({ Id, QueueArn, LambdaFunctionArn, Events, Filter }) => [
      String(Id),
      { QueueArn, LambdaFunctionArn, Events: Events ?? [], Filter: inOurWords(Filter) },
    ]),
  );
}

/** The document without the entries of these ids, to any target. */
export function without(document: NotificationConfiguration, ids: readonly string[]): NotificationConfiguration {
  const others = <One extends { Id?: string | undefined }>(list: readonly One[] = []) =>
    list.filter(({ Id }) => !ids.includes(String(Id)));
  return {
    ...document,
    QueueConfigurations: others(document.QueueConfigurations),
    TopicConfigurations: others(document.TopicConfigurations),
    LambdaFunctionConfigurations: others(document.LambdaFunctionConfigurations),
  };
}
