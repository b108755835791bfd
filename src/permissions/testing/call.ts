// One call to AWS as it was really made, and what IAM asks about it.

export interface Call {
  /** The command that made it: "up", "status". */
  readonly by: string;
  /** As the SDK calls it: "EC2", "CloudWatch Logs". */
  readonly service: string;
  /** "CreateVpc" */
  readonly operation: string;
  readonly input: Fields;
  /** Of a create call only: there stand the ids that later calls name. */
  readonly output?: Fields;
}

/** What is asked or answered, by AWS's names. */
export interface Fields {
  readonly [name: string]: unknown;
}

/** One call may have several needs: CreateSubnet is asked about for the new subnet, for its VPC, and for its tags. */
export interface Need {
  /** "ec2:CreateSubnet" */
  readonly action: string;
  /** An ARN; '*' where AWS knows no narrower resource. */
  readonly resource: string;
  /** Condition keys and their values: "aws:RequestTag/stage". */
  readonly context: Readonly<Record<string, string>>;
}

export const need = (action: string, resource = '*', context: Need['context'] = {}): Need => ({
  action,
  resource,
  context,
});

/** Several actions on one resource. */
export const needs = (actions: readonly string[], resource = '*', context: Need['context'] = {}): Need[] =>
  actions.map((action) => need(action, resource, context));

/** Where calls were made. */
export interface Place {
  readonly account: string;
  readonly region: string;
}
