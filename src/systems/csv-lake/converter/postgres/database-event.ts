// What the deployer's commands and the function say to each other about the database.

export type DatabaseEvent =
  /** Which version of the schema is there? */
  | { readonly action: 'schema' }
  /** Makes the schema. With user and password: makes the users before. */
  | { readonly action: 'migrate'; readonly user?: string; readonly password?: string }
  /** Makes Grafana's two users and its database, as the owner. `fresh`: an earlier database of it goes first. */
  | {
      readonly action: 'grafana';
      readonly user: string;
      readonly password: string;
      readonly databasePassword: string;
      readonly readerPassword: string;
      readonly fresh: boolean;
    }
  /** Runs one statement as the reader. */
  | { readonly action: 'query'; readonly sql: string; readonly limit: number };

/** `version` 0: no schema, or no user to look with (`code` says which error PostgreSQL gave). */
export interface SchemaAnswer {
  readonly version: number;
  readonly code?: string;
}

export interface MigrateAnswer extends OwnersAnswer {
  readonly version: number;
}

export interface OwnersAnswer {
  /** PostgreSQL's error code when it refused the given user and password. */
  readonly refused?: string;
}
