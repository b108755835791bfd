// What a line is, for the worker and for files on this machine.

export const NEWLINE = 0x0a;

/**
 * Newlines, plus one when the last line does not end with a newline. An empty file has no line.
 * @param last byte of the file; `undefined` when it is empty
 */
export const linesIn = (newlines: number, last: number | undefined): number =>
  newlines + (last === undefined || last === NEWLINE ? 0 : 1);
