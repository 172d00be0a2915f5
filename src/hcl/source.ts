/** Positions in source text as HCL counts them. */
export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in grapheme clusters. */
  readonly column: number;
  /** 0-based, in UTF-8 bytes. */
  readonly byte: number;
}

export interface SourceRange {
  /** As diagnostics print it: relative to the folder the command runs in. */
  readonly filename: string;
  readonly start: Position;
  /** Exclusive. */
  readonly end: Position;
}
