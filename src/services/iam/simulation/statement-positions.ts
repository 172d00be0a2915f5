/** Where the statements of a policy document lie in its text, as the simulator reports them. */
import type * as Iam from "@aws-sdk/client-iam";

export interface StatementPosition {
  readonly start: Iam.Position;
  readonly end: Iam.Position;
}

/** Lines and columns count from 1; both point behind the brace, as AWS's examples do. */
export function statementPositions(text: string): StatementPosition[] {
  const positions: StatementPosition[] = [];
  const open: { readonly at: number; readonly bracket: string; readonly statement: boolean }[] = [];
  let key: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfString(text, at);
      if (/^\s*:/.test(text.slice(end + 1, end + 20))) key = text.slice(at + 1, end);
      at = end;
    } else if (sign === "{" || sign === "[") {
      const parent = open.at(-1);
      const statement =
        (open.length === 1 && key === "Statement") ||
        (open.length === 2 && parent?.bracket === "[" && parent.statement);
      open.push({ at, bracket: sign, statement });
    } else if (sign === "}" || sign === "]") {
      const closed = open.pop();
      if (sign === "}" && closed?.statement) positions.push({ start: place(text, closed.at), end: place(text, at) });
    }
  }
  return positions;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

function place(text: string, at: number): Iam.Position {
  const before = text.slice(0, at).split("\n");
  return { Line: before.length, Column: (before.at(-1)?.length ?? 0) + 2 };
}
