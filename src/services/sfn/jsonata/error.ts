/** What goes wrong in an expression, with the codes and words that JSONata's documentation gives. */
export class JsonataError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = "JsonataError";
    this.code = code;
  }
}
