// One call to AWS as it was really made: who made it, what was asked, and, of a create call, what came back.

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

/** A field as text: '' when it is not there. */
export const text = (fields: Fields, name: string): string => String(fields[name] ?? '');

/** A field that is a list, of texts as a rule: empty when it is not there. */
export const list = <T = string>(fields: Fields, name: string): readonly T[] => (fields[name] ?? []) as readonly T[];

/** A field with fields of its own. */
export const inside = (fields: Fields, name: string): Fields => (fields[name] ?? {}) as Fields;
