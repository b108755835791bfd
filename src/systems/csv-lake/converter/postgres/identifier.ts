// Names in SQL text. A name comes from a file, and SQL has no parameters for names. So only harmless names are let
// through, and these are quoted, because "order" and "user" are words of SQL.

/** @throws Error for a name that is no plain identifier of at most 63 characters */
export function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name))
    throw new Error(`Not a name for a table or a column: ${JSON.stringify(name)}.`);
  return `"${name}"`;
}

/** `lake."vendas"` */
export const tableOf = (dataset: string): string => `lake.${quoted(dataset)}`;
