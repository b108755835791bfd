// The variables of a board of Grafana in a query. Grafana's page replaces them before it sends the query; whoever sends one without
// that page does it here. (The macros, $__timeFilter and the like, are replaced by Grafana's server.)

/** `$name`, `${name}`, and `${name:sqlstring}`, which is a text in SQL. What is not known stays. */
export const interpolate = (sql: string, values: Readonly<Record<string, string>>): string =>
  sql.replace(/\$(?:\{(\w+)(?::(\w+))?\}|(\w+))/g, (whole, inBraces?: string, format?: string, bare?: string) => {
    const value = values[inBraces ?? bare ?? ''];
    if (value === undefined) return whole;
    return format === 'sqlstring' ? `'${value.replaceAll("'", "''")}'` : value;
  });
