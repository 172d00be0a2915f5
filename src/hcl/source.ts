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

/** Of what stands in no file. Terraform prints it as line 0 of a file without a name. */
export const NOWHERE: SourceRange = {
  filename: "",
  start: { line: 0, column: 0, byte: 0 },
  end: { line: 0, column: 0, byte: 0 },
};

/** `main.tf:1,1-11`, or `main.tf:1,1-2,4` over several lines. */
export function printRange({ filename, start, end }: SourceRange): string {
  const line = start.line === end.line ? "" : `${end.line},`;
  return `${filename}:${start.line},${start.column}-${line}${end.column}`;
}

/** From the start of one range to the end of another. */
export const rangeBetween = (from: SourceRange, to: SourceRange): SourceRange => ({
  filename: from.filename,
  start: from.start,
  end: to.end,
});
