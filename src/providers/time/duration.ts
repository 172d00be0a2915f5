/** Durations as Go's time.ParseDuration reads them: 1h15m30.5s. */
import { quoteGo } from "../../terraform/lang/quote.ts";

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const LONGEST = 2n ** 63n;

/** Nanoseconds, or the reason in Go's words. */
export function parseDuration(text: string): bigint | string {
  const invalid = `time: invalid duration ${quoteGo(text)}`;
  const isNegative = text.startsWith("-");
  let rest = text.replace(/^[+-]/, "");
  if (rest === "0") return 0n;
  if (rest === "") return invalid;
  let total = 0n;
  while (rest !== "") {
    const match = /^(\d*)(?:\.(\d*))?([^\d.]*)/.exec(rest) as RegExpExecArray;
    const [part, whole = "", fraction = "", unit = ""] = match;
    if (whole === "" && fraction === "") return invalid;
    if (BigInt(whole || "0") > LONGEST) return invalid;
    if (unit === "") return `time: missing unit in duration ${quoteGo(text)}`;
    const scale = NANOSECONDS[unit];
    if (scale === undefined) return `time: unknown unit ${quoteGo(unit)} in duration ${quoteGo(text)}`;
    total += BigInt(whole || "0") * scale + (BigInt(fraction || "0") * scale) / 10n ** BigInt(fraction.length);
    if (total > LONGEST) return invalid;
    rest = rest.slice(part.length);
  }
  // The most negative duration has no positive counterpart.
  if (isNegative) return -total;
  return total === LONGEST ? invalid : total;
}
