// What Lambda calls need, and what they need beside Lambda: handing over a role, and looking at the network.

import { type Fields, text } from './call.ts';
import { type Need, type Needing, need, needs, type Tags, tagged, type World } from './need.ts';

const functionArn = (input: Fields, world: World): string => {
  const name = text(input, 'FunctionName') || text(input, 'Resource');
  return name.startsWith('arn:') ? name : world.arn('lambda', `function:${name}`);
};

const onFunction =
  (...operations: string[]): Needing =>
  (input, world) =>
    needs(
      operations.map((operation) => `lambda:${operation}`),
      functionArn(input, world),
    );

/** A role is handed to Lambda; whoever ties a function to a network must see it (Lambda developer guide). */
const tying: Needing = ({ Role, VpcConfig }) => [
  ...(Role ? [need('iam:PassRole', String(Role), { 'iam:PassedToService': 'lambda.amazonaws.com' })] : []),
  ...(VpcConfig ? needs(['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs']) : []),
];

/** A mapping has an id of AWS's making: whose it is, only its function tells. */
const onMapping =
  (operation: string): Needing =>
  (input, world) => {
    const mapping = text(input, 'UUID');
    const arn = world.arn('lambda', `event-source-mapping:${mapping}`);
    return [need(`lambda:${operation}`, arn, { 'lambda:FunctionArn': world.functionOf(mapping) })];
  };

function creatingMapping(input: Fields, world: World, output: Fields): Need[] {
  const made = world.arn('lambda', `event-source-mapping:${text(output, 'UUID')}`);
  const tags = (input.Tags ?? {}) as Tags;
  return [
    need('lambda:CreateEventSourceMapping', '*', { 'lambda:FunctionArn': functionArn(input, world) }),
    need('lambda:TagResource', made, tagged('RequestTag', tags)),
  ];
}

export const LAMBDA_NEEDS: Readonly<Record<string, Needing>> = {
  GetAccountSettings: () => [need('lambda:GetAccountSettings')],
  ListFunctions: () => [need('lambda:ListFunctions')],
  ListEventSourceMappings: () => [need('lambda:ListEventSourceMappings')],
  CreateFunction: (...call) => [...onFunction('CreateFunction', 'TagResource')(...call), ...tying(...call)],
  UpdateFunctionConfiguration: (...call) => [...onFunction('UpdateFunctionConfiguration')(...call), ...tying(...call)],
  UpdateFunctionCode: onFunction('UpdateFunctionCode'),
  DeleteFunction: onFunction('DeleteFunction'),
  // Tags are in the answer only for who may list them (Lambda API reference, GetFunction).
  GetFunction: onFunction('GetFunction', 'ListTags'),
  ListTags: onFunction('ListTags'),
  PutFunctionConcurrency: onFunction('PutFunctionConcurrency'),
  DeleteFunctionConcurrency: onFunction('DeleteFunctionConcurrency'),
  Invoke: onFunction('InvokeFunction'),
  CreateEventSourceMapping: creatingMapping,
  UpdateEventSourceMapping: onMapping('UpdateEventSourceMapping'),
  DeleteEventSourceMapping: onMapping('DeleteEventSourceMapping'),
};
