// What the deployer's commands and the function say to each other about the database.

export type DatabaseEvent =
  /** Which version of the schema is there? */
  | { readonly action: 'schema' }
  /** Makes the schema. With user and password: makes the users before. */
  | { readonly action: 'migrate'; readonly user?: string; readonly password?: string }
  /** Runs one statement as the reader. */
  | { readonly action: 'query'; readonly sql: string; readonly limit: number };

/** `version` 0: no schema, or no user to look with (`code` says which error PostgreSQL gave). */
export interface SchemaAnswer {
  readonly version: number;
  readonly code?: string;
}

export interface MigrateAnswer {
  readonly version: number;
  /** PostgreSQL's error code when it refused the given user and password. */
  readonly refused?: string;
}
