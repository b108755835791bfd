// The functions of an owner, and the event source mappings from its queues to its functions. An environment, a permission
// and the settings of asynchronous invocation are deleted with their function. A mapping is not, and its listing shows no
// tags: its queue and its function say whose it is.

import {
  ListFunctionsCommand,
  ListTagsCommand,
  paginateListEventSourceMappings,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { isOwned, last, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';

export const LAMBDA: Service = {
  name: 'Lambda',
  kinds: ['Lambda function', 'Environment', 'Permission', 'Asynchronous invocation', 'Mapping'],
  looksAt: [
    { en: 'functions', pt: 'funções' },
    { en: 'mappings', pt: 'mapeamentos' },
  ],
  ask: ({ lambda }) => lambda.send(new ListFunctionsCommand({ MaxItems: 1 })),
  async *list(cloud, nameOf) {
    const { lambda: client } = cloud;
    const tagsOf = async (Resource?: string) => (await client.send(new ListTagsCommand({ Resource }))).Tags;
    for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
      for (const { FunctionName: name = '', FunctionArn } of Functions)
        if (await isOwned(cloud, name, () => tagsOf(FunctionArn))) yield { service: 'Lambda function', name };
    const ours = nameOf('Mapping');
    for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {}))
      for (const { UUID, EventSourceArn, FunctionArn, State } of EventSourceMappings)
        if (ours.includes(`${last(EventSourceArn)} -> ${last(FunctionArn)}`))
          yield { service: 'Event source mapping', name: String(UUID), why: String(State) };
  },
  rights: () => [may('lambda', 'GetAccountSettings ListEventSourceMappings ListFunctions', '*')],
};
