/** What is wrong with a query, and where in its text. */
export class QueryError extends Error {
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.name = "QueryError";
    this.start = start;
    this.end = end;
  }
}

/** A command or function AWS has and we do not. */
export class UnsupportedQuery extends Error {}
