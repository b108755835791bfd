// Formulas as text. Where one was filled down a column, Excel stores it once and lets the other cells refer to it; their text
// is that of the first with its relative references moved (ECMA-376, 18.3.1.40, "shared").

/** A reference such as B2 or $B$2, or what must stay as it is: text in quotes, the name of a sheet, a name, a function. */
const PARTS = /"[^"]*"|'[^']*'|(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w(.])|[\w.$\\]+/g;

/** @param rows,columns how far below and to the right of the first cell this one is */
export const moved = (formula: string, rows: number, columns: number): string =>
  formula.replace(PARTS, (part: string, fixedColumn?: string, column?: string, fixedRow?: string, row?: string) =>
    column === undefined || row === undefined
      ? part
      : `${fixedColumn}${fixedColumn ? column : columnName(columnNumber(column) + columns)}${fixedRow}${fixedRow ? row : Number(row) + rows}`,
  );

/** "A" is 0, "AA" is 26. */
export function columnNumber(name: string): number {
  let number = 0;
  for (const letter of name) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

export function columnName(number: number): string {
  let name = '';
  for (let left = number + 1; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}
