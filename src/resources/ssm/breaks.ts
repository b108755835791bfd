// How somebody breaks a parameter.

import { DeleteParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { tagList } from '../../aws/tags.ts';
import type { Breaks } from '../break.ts';
import { replaceSecret, type Secret } from './parameter.ts';

export const parameterBreaks = {
  'somebody writes another value': {
    field: 'Value',
    spreads: true,
    byHand: (cloud, { name }) => replaceSecret(cloud, name, 'mine'),
  },
  'somebody keeps it without encryption': {
    field: 'Type',
    spreads: true,
    async byHand({ ssm, tags }, { name, value }) {
      await ssm.send(new DeleteParameterCommand({ Name: name }));
      await ssm.send(new PutParameterCommand({ Name: name, Value: value, Type: 'String', Tags: tagList(tags) }));
    },
  },
} satisfies Breaks<Secret>;
