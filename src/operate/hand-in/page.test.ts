// The hand-in as Markdown and HTML: nothing secret, no broken table; the calls with what the cloud really answered.

import { GetQueueUrlCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { absentWhen } from '../../engine/wait.ts';
import { language, speak } from '../../screen/language.ts';
import { SYSTEM_NAMES } from '../../systems.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { callsSection, questionsSection } from './aws-sections.ts';
import { html, markdown, masked, mermaid } from './page.ts';

test('account ids and addresses are masked, in names and in ARNs; longer numbers are none', () => {
  const text = 'ada-123456789012 arn:aws:sqs:us-east-1:123456789012:q ana.b+c@mail.example.com 1234567890123';
  expect(masked(text)).toBe('ada-************ arn:aws:sqs:us-east-1:************:q ***@*** 1234567890123');
});

const SECTIONS = [
  { title: 'Files', sentences: ['a <b> & c'], table: [['name'], ['a|b\nc <script>']], drawing: 'flowchart LR' },
];

test('a file name can break neither the table nor the page', () => {
  expect(markdown('T', SECTIONS)).toBe(
    '# T\n\n## Files\n\na <b> & c\n\n| name |\n|---|\n| a\\|b c &lt;script> |\n\n```mermaid\nflowchart LR\n```\n',
  );
  const page = html('T', SECTIONS, 'pt');
  expect(page).toContain('<html lang="pt">');
  expect(page).toContain('<td>a|b\nc &lt;script&gt;</td>');
  expect(page).not.toContain('<script>');
});

test('the drawing has a box for each node and an arrow for each edge', () => {
  const node = (id: string, title: string) => ({ id, title }) as never;
  const drawn = mermaid({
    stack: 'ada-dev-shop',
    nodes: [node('queue', 'SQS queue ada-dev-shop-jobs'), node('worker', 'Lambda function ada-dev-shop-worker')],
    edges: [{ from: 'queue', to: 'worker' }],
  });
  expect(drawn).toBe('flowchart LR\n  n0["SQS queue …-jobs"]\n  n1["Lambda function …-worker"]\n  n0 --> n1');
});

test('calls are listed with the codes of their answers', async () => {
  const { cloud } = await openTestCloud();
  await cloud.sqs.send(new ListQueuesCommand({}));
  const QueueName = 'nowhere';
  await absentWhen(['QueueDoesNotExist'], () => cloud.sqs.send(new GetQueueUrlCommand({ QueueName })));
  const { table = [], sentences } = callsSection(cloud.journal.calls, cloud.journal.answers);
  expect(table).toContainEqual(['SQS ListQueues', '200', '1']);
  expect(table).toContainEqual(['SQS GetQueueUrl', '400 QueueDoesNotExist', '1']);
  expect(sentences?.[0]).toMatch(/^\d+ requests, 0 of them writes\.$/);
});

test.each(SYSTEM_NAMES)('the open questions of %s are those of its page, as many in both languages', (system) => {
  const before = language();
  onTestFinished(() => speak(before));
  const [english = [], portuguese = []] = (['en', 'pt'] as const).map((one) => {
    speak(one);
    return questionsSection(system).table;
  });
  expect(english.length).toBeGreaterThan(5);
  expect(portuguese).toHaveLength(english.length);
  expect(portuguese[0]?.[0]).toBe('pergunta');
  for (const [question] of [...english.slice(1), ...portuguese.slice(1)]) expect(question).toMatch(/\?/);
});
