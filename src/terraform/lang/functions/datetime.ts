/** Times as RFC 3339 text: `formatdate`, `timeadd`, `timecmp`, `timestamp`. */
import { quoteGo } from "../../../hcl/quote.ts";
import { NUMBER, STRING } from "../type.ts";
import { numberValue, stringValue, unknownValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, param } from "./definition.ts";

/** A moment with its offset from UTC, to the nanosecond. */
interface Time {
  readonly nanoseconds: bigint;
  readonly offsetMinutes: number;
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(Z|([+-])(\d\d):(\d\d))$/;

/** How a text becomes a moment: `argument` is the one to blame for what is none, or else the call is. */
interface Reading {
  readonly argument?: number;
  /** As Go's time package itself reads: one digit will do for the hour, and offsets may be a little too long. */
  readonly lenient?: boolean;
}

function parseTime(text: string, { argument, lenient = false }: Reading = {}): Time {
  const match = RFC3339.exec(text);
  const fail = (why: string): FunctionError => {
    const message = `not a valid RFC3339 timestamp: ${why}`;
    return argument === undefined ? new FunctionError(message) : new ArgumentError(argument, message);
  };
  if (!match || (!lenient && match[4]?.length === 1)) throw fail(whyInvalid(text, lenient));
  const [, year, month, day, hour, minute, second, fraction = "", zone, sign, zoneHour, zoneMinute] =
    match as unknown as string[];
  const at = new Date(Date.UTC(2000, 0, 1, Number(hour), Number(minute), Number(second)));
  const date = at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // Each part is refused as Go's time package finds it, with what is left of the text.
  const after = (parts: number): string => text.slice(parts);
  if (Number(month) < 1 || Number(month) > 12) throw fail(`cannot use ${quoteGo(after(7))} as month`);
  const hourEnd = 11 + (hour as string).length;
  const refuseRest = (end: number, part: string): FunctionError => fail(`cannot use ${quoteGo(after(end))} as ${part}`);
  if (Number(hour) > 23) throw lenient ? refuseRest(hourEnd, "hour") : fail("hour must be between 0 and 23 inclusive");
  if (Number(minute) > 59)
    throw lenient ? refuseRest(hourEnd + 3, "minute") : fail("minute must have exactly two digits");
  if (Number(second) > 59) throw refuseRest(hourEnd + 6, "second");
  if (Number(zoneHour) > 24 || Number(zoneMinute) > 60) throw fail("end of string before UTC offset");
  if (!lenient && text[19] === ",") throw fail('cannot use "," as timestamp segment');
  if (!lenient && (Number(zoneHour) > 23 || Number(zoneMinute) > 59))
    throw fail(`cannot use ${quoteGo(zone as string)} as UTC offset`);
  if (Number(day) < 1 || new Date(date).getUTCDate() !== Number(day)) throw fail("day out of range");
  const offsetMinutes = zone === "Z" ? 0 : (sign === "-" ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute));
  const nanoseconds = BigInt(date) * 1000000n + BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return { nanoseconds: nanoseconds - BigInt(offsetMinutes) * 60000000000n, offsetMinutes };
}

/** The first part of the layout that the text lacks. */
const LAYOUT: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, "year"],
  [/^-/, "-"],
  [/^\d\d/, "month"],
  [/^-/, "-"],
  [/^\d\d/, "day of month"],
  [/^T/, "T"],
  [/^\d\d/, "hour"],
  [/^:/, ":"],
  [/^\d\d/, "minute"],
  [/^:/, ":"],
  [/^\d\d(?:[.,]\d+)?/, "second"],
  [/^(?:Z|[+-]\d\d:\d\d)/, "UTC offset"],
];

function whyInvalid(text: string, lenient: boolean): string {
  let rest = text;
  for (const [pattern, part] of LAYOUT) {
    const match = (lenient && part === "hour" ? /^\d\d?/ : pattern).exec(rest);
    if (match) {
      rest = rest.slice(match[0].length);
      continue;
    }
    if (part === "T") return "missing required time introducer 'T'";
    if ((part === "hour" || (part === "minute" && !lenient)) && /^\d:/.test(rest))
      return `${part} must have exactly two digits`;
    if (part.length > 1) {
      return rest === "" ? `end of string before ${part}` : `cannot use ${quoteGo(rest)} as ${part}`;
    }
    return rest === ""
      ? `end of string where "${part}" is expected`
      : `found ${quoteGo(rest)} where "${part}" is expected`;
  }
  return `cannot use ${quoteGo(rest)} as timestamp segment`;
}

const localDate = ({ nanoseconds, offsetMinutes }: Time): Date =>
  new Date(Number(floorDiv(nanoseconds, 1000000n)) + offsetMinutes * 60000);

const floorDiv = (a: bigint, b: bigint): bigint => (a >= 0n || a % b === 0n ? a / b : a / b - 1n);
const two = (n: number): string => String(n).padStart(2, "0");

function offsetText(minutes: number, colon: string): string {
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(absolute / 60))}${colon}${two(absolute % 60)}`;
}

/** RFC 3339 in whole seconds. */
function timeText(time: Time): string {
  const date = localDate(time);
  const zone = time.offsetMinutes === 0 ? "Z" : offsetText(time.offsetMinutes, ":");
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  return `${year}${date
    .toISOString()
    .replace(/^[+-]?\d+/, "")
    .slice(0, 15)}${zone}`;
}

/** A moment in whole seconds, as `timestamp` tells it. */
export const secondsText = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1000000n,
  s: 1000000000n,
  m: 60000000000n,
  h: 3600000000000n,
};

/** As Go's time package quotes: bytes outside of ASCII by their numbers. */
const quoteBytes = (text: string): string =>
  `"${Array.from(Buffer.from(text), (byte) => {
    if (byte < 0x20 || byte >= 0x7f) return `\\x${byte.toString(16).padStart(2, "0")}`;
    return `${byte === 0x22 || byte === 0x5c ? "\\" : ""}${String.fromCharCode(byte)}`;
  }).join("")}"`;

/** Go's durations: `-1h30m`, `1.5h`. */
function parseDuration(text: string): bigint {
  const quoted = quoteBytes(text);
  const [, sign, body = ""] = /^([+-]?)([^]*)$/.exec(text) as RegExpExecArray;
  if (body === "0") return 0n;
  if (body === "") throw new FunctionError(`time: invalid duration ${quoted}`);
  let total = 0n;
  for (let rest = body; rest !== ""; ) {
    const match = /^(\d*)(?:\.(\d*))?/.exec(rest) as RegExpExecArray;
    const [number, whole = "", fraction = ""] = match;
    if (whole === "" && fraction === "") throw new FunctionError(`time: invalid duration ${quoted}`);
    rest = rest.slice(number.length);
    const unit = /^[^.\d]+/.exec(rest)?.[0];
    if (unit === undefined) throw new FunctionError(`time: missing unit in duration ${quoted}`);
    const size = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (size === undefined) {
      throw new FunctionError(`time: unknown unit ${quoteBytes(unit)} in duration ${quoted}`);
    }
    total += BigInt(whole || "0") * size + (BigInt(fraction || "0") * size) / 10n ** BigInt(fraction.length);
    rest = rest.slice(unit.length);
  }
  // Go counts nanoseconds in 64 bits.
  if (total > 2n ** 63n - (sign === "-" ? 0n : 1n)) throw new FunctionError(`time: invalid duration ${quoted}`);
  return sign === "-" ? -total : total;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** The text for one run of a letter; undefined when the run means nothing. */
function formatRun(run: string, date: Date, { offsetMinutes }: Time): string | undefined {
  const month = MONTHS[date.getUTCMonth()] as string;
  const day = DAYS[date.getUTCDay()] as string;
  const hour = date.getUTCHours();
  const hour12 = hour % 12 || 12;
  const texts: Readonly<Record<string, string>> = {
    YYYY: String(date.getUTCFullYear()).padStart(4, "0"),
    YY: two(date.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(date.getUTCMonth() + 1),
    M: String(date.getUTCMonth() + 1),
    DD: two(date.getUTCDate()),
    D: String(date.getUTCDate()),
    EEEE: day,
    EEE: day.slice(0, 3),
    hh: two(hour),
    h: String(hour),
    HH: two(hour12),
    H: String(hour12),
    mm: two(date.getUTCMinutes()),
    m: String(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
    s: String(date.getUTCSeconds()),
    AA: hour < 12 ? "AM" : "PM",
    aa: hour < 12 ? "am" : "pm",
    Z: offsetMinutes === 0 ? "Z" : offsetText(offsetMinutes, ":"),
    ZZZZ: offsetText(offsetMinutes, ""),
    ZZZZZ: offsetText(offsetMinutes, ":"),
    ZZZ: offsetMinutes === 0 ? "UTC" : offsetText(offsetMinutes, ""),
  };
  return Object.hasOwn(texts, run) ? texts[run] : undefined;
}

const RULES: Readonly<Record<string, string>> = {
  Y: 'year must either be "YY" or "YYYY"',
  M: 'month must be "M", "MM", "MMM", or "MMMM"',
  D: 'day of month must either be "D" or "DD"',
  E: 'day of week must either be "EEE" or "EEEE"',
  h: '24-hour must either be "h" or "hh"',
  H: '12-hour must either be "H" or "HH"',
  A: 'must be "AA"',
  a: 'must be "aa"',
  m: 'minute must either be "m" or "mm"',
  s: 'second must either be "s" or "ss"',
  Z: "timezone must be Z, ZZZZ, or ZZZZZ",
};

function formatDate(format: string, time: Time): string {
  const date = localDate(time);
  let result = "";
  for (let at = 0; at < format.length; ) {
    const char = format[at] as string;
    if (char === "'") {
      const literal = /^'((?:[^']|'')*)'/.exec(format.slice(at));
      if (!literal) throw new ArgumentError(0, "unterminated literal '");
      // Two quotes are one quote, also where they would enclose nothing.
      result += literal[1] === "" ? "'" : (literal[1] as string).replaceAll("''", "'");
      at += literal[0].length;
      continue;
    }
    if (!/[A-Za-z]/.test(char)) {
      result += char;
      at++;
      continue;
    }
    let end = at;
    while (format[end] === char) end++;
    const run = format.slice(at, end);
    const text = formatRun(run, date, time);
    if (text === undefined) {
      const rule = Object.hasOwn(RULES, char) ? RULES[char] : undefined;
      throw new ArgumentError(
        0,
        rule ? `invalid date format verb ${quoteGo(run)}: ${rule}` : `invalid date format verb ${quoteGo(run)}`,
      );
    }
    result += text;
    at = end;
  }
  return result;
}

const text = (value: Value | undefined): string => (value as Value).string;

export const DATETIME_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  formatdate: {
    parameters: [param("format", STRING), param("time", STRING)],
    returns: STRING,
    call: ([format, time]) => stringValue(formatDate(text(format), parseTime(text(time), { argument: 1 }))),
  },
  timeadd: {
    parameters: [param("timestamp", STRING), param("duration", STRING)],
    returns: STRING,
    call: ([timestamp, duration]) => {
      const time = parseTime(text(timestamp));
      return stringValue(timeText({ ...time, nanoseconds: time.nanoseconds + parseDuration(text(duration)) }));
    },
  },
  timecmp: {
    parameters: [param("timestamp_a", STRING), param("timestamp_b", STRING)],
    returns: NUMBER,
    call: ([a, b]) => {
      const moment = (value: Value | undefined, argument: number): bigint =>
        parseTime(text(value), { argument, lenient: true }).nanoseconds;
      const [x, y] = [moment(a, 0), moment(b, 1)];
      return numberValue(x < y ? -1 : x > y ? 1 : 0);
    },
  },
  timestamp: {
    parameters: [],
    returns: STRING,
    call: (_, { scope }) =>
      scope.pureOnly ? unknownValue(STRING, { notNull: true }) : stringValue(secondsText(scope.now?.() ?? new Date())),
  },
  plantimestamp: {
    parameters: [],
    returns: STRING,
    call: (_, { scope }) =>
      scope.planTimestamp ? stringValue(secondsText(scope.planTimestamp)) : unknownValue(STRING, { notNull: true }),
  },
};
