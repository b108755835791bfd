// What the life of a part asks of whoever runs it. The engine hands it on and knows no more of it.

/** Actions that must be allowed, on which things, under which conditions. */
export interface Right {
  /** "sqs:CreateQueue" */
  readonly actions: readonly string[];
  /** ARNs, with `*` for what is not known beforehand; `*` alone where AWS knows no narrower resource. */
  readonly on: readonly string[];
  /** As a policy says it: operator, key, value. */
  readonly when?: Conditions;
  /** Name of a statement of its own; without it a right may share a statement with others. */
  readonly sid?: string;
}

export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
