// How somebody breaks a parameter.

import { DeleteParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { tagList } from '../../aws/tags.ts';
import type { Breaks } from '../break.ts';
import { replaceSecret, type Secret } from './parameter.ts';

export const parameterBreaks = {
  'somebody describes it otherwise': {
    field: 'Description',
    byHand: (cloud, { name, value }) => replaceSecret(cloud, name, value, 'mine'),
  },
  'somebody writes another value': { field: 'Value', byHand: (cloud, { name }) => replaceSecret(cloud, name, 'mine') },
  'somebody keeps it without encryption': {
    field: 'Type',
    async byHand({ ssm, tags }, { name, value, Description }) {
      await ssm.send(new DeleteParameterCommand({ Name: name }));
      const call = { Name: name, Value: value, Description, Type: 'String', Tags: tagList(tags) } as const;
      await ssm.send(new PutParameterCommand(call));
    },
  },
} satisfies Breaks<Secret>;
