// Writes IAM policy documents: allow these actions, on these ARNs, when …
// `engine/drift.ts` compares them, because AWS reorders lists and turns a list of one into its element.

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

/** Allows `actions` on `arns`, to everybody who has the policy. */
export const allow = (sid: string, actions: readonly string[], arns: readonly string[]): Statement => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: arns,
});

/** Denies every call to the resource that does not use TLS (FSBP S3.5; the same for queues and topics). */
export const onlyOverTls = (action: string, arns: readonly string[]): Statement => ({
  Sid: 'OnlyOverTls',
  Effect: 'Deny',
  Principal: '*',
  Action: [action],
  Resource: arns,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** Lets an AWS service use the resource, for one source of one account only, so nobody else can use it through AWS. */
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

/** Which service may use (assume) the role. */
export const trust = (service: string): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: ['sts:AssumeRole'] }],
});

/** Everybody may do everything, as text. People write this when they are in a hurry. */
export const OPEN_TO_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});
