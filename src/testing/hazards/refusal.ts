// An error of AWS in the wire format of the called service, so that the SDK makes its real class of it. Notice: code
// and class differ (SNS `NotFound` -> NotFoundException, SQS `AWS.SimpleQueueService.NonExistentQueue` ->
// QueueDoesNotExist). Here we give the wire's code, as in the documentation.

import type { Answer, Call } from './wire.ts';

const QUERY_ERRORS: Readonly<Record<string, string>> = {
  // SQS speaks JSON, and gives its old code in a header (SQS developer guide, "AWS JSON protocol").
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueDeletedRecently: 'AWS.SimpleQueueService.QueueDeletedRecently',
  QueueNameExists: 'QueueAlreadyExists',
};

export function refuse({ service, operation }: Call, code: string, message: string, status = 400): Answer {
  if (operation.startsWith('Head')) return { status, headers: {}, body: '' }; // the answer to a HEAD has no body
  if (service === 'sqs') {
    const old = { 'x-amzn-query-error': `${QUERY_ERRORS[code] ?? code};Sender` };
    return json(status, { __type: `com.amazonaws.sqs#${code}`, message }, old);
  }
  if (['logs', 'dynamodb', 'ssm', 'acm', 'ecs', 'application-autoscaling'].includes(service))
    return json(status, { __type: code, message });
  if (service === 'monitoring')
    return json(status, { __type: code, message }, { 'x-amzn-query-error': `${code};Sender` });
  if (service === 'lambda') return json(status, { Type: 'User', Message: message }, { 'x-amzn-errortype': code });
  if (service === 'apigateway' || service === 'scheduler')
    return json(status, { message }, { 'x-amzn-errortype': code });
  const error = `<Code>${code}</Code><Message>${escaped(message)}</Message>`;
  const id = '00000000-0000-4000-8000-000000000000';
  if (service === 's3') return xml(status, `<Error>${error}<RequestId>${id}</RequestId></Error>`);
  if (service === 'ec2')
    return xml(status, `<Response><Errors><Error>${error}</Error></Errors><RequestID>${id}</RequestID></Response>`);
  return xml(
    status,
    `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${id}</RequestId></ErrorResponse>`,
  );
}

const json = (status: number, body: object, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});

const escaped = (text: string) => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
