// One real call to AWS, and what IAM checks for it.

export interface Call {
  /** The command that made it: "up", "status". */
  readonly by: string;
  /** As the SDK calls it: "EC2", "CloudWatch Logs". */
  readonly service: string;
  /** "CreateVpc" */
  readonly operation: string;
  readonly input: Fields;
  /** Only of a call that makes something, because it has the ids that later calls name. */
  readonly output?: Fields;
}

/** Fields of a request or an answer, by AWS's names. */
export interface Fields {
  readonly [name: string]: unknown;
}

/** One call may have several needs: CreateSubnet is checked for the new subnet, for its VPC, and for its tags. */
export interface Need {
  /** "ec2:CreateSubnet" */
  readonly action: string;
  /** An ARN; '*' when AWS has no narrower resource. */
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

/** The account and region of the calls. */
export interface Place {
  readonly account: string;
  readonly region: string;
}
