// The IAM rights that a part needs. The engine only passes them on.

/** Actions that must be allowed, on which things, under which conditions. */
export interface Right {
  /** "sqs:CreateQueue" */
  readonly actions: readonly string[];
  /** ARNs, with `*` for unknown pieces; `*` alone when AWS has no narrower resource. */
  readonly on: readonly string[];
  /** As in a policy: operator, key, value. */
  readonly when?: Conditions;
  /** The name of a statement for this right alone. Without it a right may share a statement with others. */
  readonly sid?: string;
}

export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
