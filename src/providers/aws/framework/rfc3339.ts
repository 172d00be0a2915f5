/** What is wrong with a date in RFC 3339 form, in the words of Go's time.Parse; undefined when nothing is. */
const LAYOUT = "2006-01-02T15:04:05Z07:00";

// The layout's elements in order, each with the pattern of what it takes.
const ELEMENTS: readonly (readonly [element: string, pattern: RegExp])[] = [
  ["2006", /^\d{4}/],
  ["-", /^-/],
  ["01", /^\d{2}/],
  ["-", /^-/],
  ["02", /^\d{2}/],
  ["T", /^T/],
  ["15", /^\d{2}/],
  [":", /^:/],
  ["04", /^\d{2}/],
  [":", /^:/],
  ["05", /^\d{2}(\.\d+)?/],
  ["Z07:00", /^(Z|[+-]\d{2}:\d{2})/],
];

export function dateFault(text: string): string | undefined {
  const parsing = `parsing time ${quoted(text)}`;
  let rest = text;
  for (const [element, pattern] of ELEMENTS) {
    const match = pattern.exec(rest);
    if (!match) return `${parsing} as "${LAYOUT}": cannot parse ${quoted(rest)} as "${element}"`;
    rest = rest.slice(match[0].length);
  }
  if (rest !== "") return `${parsing}: extra text: ${quoted(rest)}`;
  const [, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[-T:Z+.]/).map(Number);
  const out = (what: string): string => `${parsing}: ${what} out of range`;
  if (month < 1 || month > 12) return out("month");
  if (day < 1 || day > new Date(Date.UTC(Number(text.slice(0, 4)), month, 0)).getUTCDate()) return out("day");
  if (hour > 23) return out("hour");
  if (minute > 59) return out("minute");
  return second > 59 ? out("second") : undefined;
}

/** As the time package quotes: whatever is no plain ASCII is written byte by byte. */
function quoted(text: string): string {
  const byte = (char: string): string =>
    [...new TextEncoder().encode(char)].map((one) => `\\x${one.toString(16).padStart(2, "0")}`).join("");
  return `"${text.replaceAll(/["\\]/g, "\\$&").replaceAll(/[^ -~]/gu, byte)}"`;
}
