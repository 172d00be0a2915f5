/** Tokens that HCL has no use for, reported once or a few times each before parsing begins. */
import type { Diagnostic } from "./diagnostic.ts";
import type { Token } from "./token.ts";

interface Complaint {
  readonly summary: string;
  readonly detail: string;
  /** Tokens that count together, and how many of them are told about. */
  readonly group: string;
  readonly limit: number;
  /** Only every other one: quotes come in pairs. */
  readonly alternate?: true;
}

const bitwise = (hint: string): Complaint => ({
  summary: "Unsupported operator",
  detail: `Bitwise operators are not supported.${hint}`,
  group: "bitwise",
  limit: 4,
});
const character = (detail: string, group: string, limit: number): Complaint => ({
  summary: "Invalid character",
  detail,
  group,
  limit,
});

const COMPLAINTS: Readonly<Partial<Record<Token["type"], Complaint>>> = {
  "&": bitwise(' Did you mean boolean AND ("&&")?'),
  "|": bitwise(' Did you mean boolean OR ("||")?'),
  "~": bitwise(' Did you mean boolean NOT ("!")?'),
  "^": bitwise(""),
  "`": {
    ...character(
      'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
      "`",
      3,
    ),
    alternate: true,
  },
  "'": {
    ...character('Single quotes are not valid. Use double quotes (") to enclose strings.', "'", 3),
    alternate: true,
  },
  ";": character(
    'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.',
    ";",
    1,
  ),
  "bad-utf8": {
    summary: "Invalid character encoding",
    detail: "All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your editor.",
    group: "utf8",
    limit: 1,
  },
  "quoted-newline": {
    summary: "Invalid multi-line string",
    detail:
      'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.',
    group: "newline",
    limit: Number.POSITIVE_INFINITY,
  },
  invalid: character("This character is not used within the language.", "invalid", Number.POSITIVE_INFINITY),
};

export function invalidTokens(tokens: readonly Token[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  const told = new Map<string, number>();
  for (const { type, range } of tokens) {
    const complaint = COMPLAINTS[type];
    if (!complaint) continue;
    const { summary, detail, group, limit, alternate } = complaint;
    const count = told.get(group) ?? 0;
    if (alternate) {
      if (count % 2 === 0) found.push({ severity: "error", summary, detail, subject: range });
      if (count < limit) told.set(group, count + 1);
    } else if (count < limit) {
      found.push({ severity: "error", summary, detail, subject: range });
      told.set(group, count + 1);
    }
  }
  return found;
}
