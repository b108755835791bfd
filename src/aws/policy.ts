// IAM policy documents, written the way they are read aloud: allow these actions, on these ARNs, when …
// Notice: comparing is not done here. AWS reorders lists and turns a list of one into its element; `engine/drift.ts`
// sees through both.

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export const policy = (...statements: Statement[]): Policy => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** Allows `actions` on `arns`, to whoever holds the policy. */
export const allow = (sid: string, actions: readonly string[], arns: readonly string[]): Statement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: arns,
});

/** Refuses every call to the resource that does not come over TLS (FSBP S3.5; the same for queues and topics). */
export const onlyOverTls = (action: string, arns: readonly string[]): Statement => ({
  Sid: 'OnlyOverTls',
  Effect: 'Deny',
  Principal: '*',
  Action: [action],
  Resource: arns,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** Lets an AWS service act on the resource, for one source of one account: no confused deputy. */
export const allowService = (
  sid: string,
  service: string,
  action: string,
  arn: string,
  from: { arn: string; account: string },
): Statement => ({
  Sid: sid,
  Effect: 'Allow',
  Principal: { Service: service },
  Action: [action],
  Resource: [arn],
  Condition: { ArnLike: { 'aws:SourceArn': from.arn }, StringEquals: { 'aws:SourceAccount': from.account } },
});

/** Who may put on the role. */
export const trust = (service: string): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: ['sts:AssumeRole'] }],
});

/** Anybody may do anything, as text: what somebody writes who is in a hurry. */
export const OPEN_TO_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});
