/** What is wrong with YAML text, in the decoder's words. Lines and columns count from 0; the first line is not told. */
export class YamlError extends Error {}

/** An error of the grammar. Its line is told one too low, as the decoder does. */
export const parserError = (message: string, line: number, column: number): YamlError =>
  new YamlError(line > 0 ? `on line ${line}, column ${column + 1}: ${message}` : message);

/** An error of the characters themselves, told without a true column. */
export const scannerError = (message: string, line: number): YamlError =>
  new YamlError(line > 0 ? `on line ${line + 1}, column 1: ${message}` : message);

/** The line at which the grammar sees the text end: a last line without a break counts as ended. */
export const endLine = (lines: readonly string[]): number => (lines.at(-1) === "" ? lines.length - 1 : lines.length);
