// What a table of PostgreSQL cannot take. The file is at fault, not the moment: another try changes nothing.

/** A table holds at most 1,600 columns (PostgreSQL documentation, appendix "PostgreSQL Limits"). */
export const MOST_COLUMNS = 1600;

const REASONS: Readonly<Record<string, string>> = {
  '42701': 'PostgreSQL uses the name of one of its columns itself',
  '54000': 'one of its rows is too big for PostgreSQL, because the dataset has too many columns',
  '54011': `the dataset would have more than ${MOST_COLUMNS} columns`,
  '0A000': 'a view uses a column whose type would change; drop the view, or send the file with the earlier types',
};

export class TableRefusal extends Error {
  override name = 'TableRefusal';
}

/** The error as a refusal, or as it is. */
export function refusalOf(error: unknown, dataset: string): unknown {
  const reason = REASONS[(error as { code?: string } | undefined)?.code ?? ''];
  return reason
    ? new TableRefusal(`The table of ${dataset} cannot take this file: ${reason}.`, { cause: error })
    : error;
}
