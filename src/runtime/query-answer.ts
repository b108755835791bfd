// The answer to one SQL statement, as a function gives it and a command shows it.

export interface QueryColumn {
  readonly name: string;
  readonly kind: 'number' | 'boolean' | 'text';
}

export interface QueryAnswer {
  readonly columns: readonly QueryColumn[];
  /** Cells as PostgreSQL writes them: "1234.50", "t". */
  readonly rows: readonly (readonly (string | null)[])[];
  /** There are more rows than these. */
  readonly more: boolean;
}

/** The statement is at fault, or takes too long. */
export interface QueryRefusal {
  /** PostgreSQL's sentence, and where it has one its hint. */
  readonly refused: string;
  /** "42P01": PostgreSQL documentation, appendix "PostgreSQL Error Codes". */
  readonly code: string;
}
