/**
 * The dateTimeConverter processor: reads a date by one of some patterns of Java's DateTimeFormatter, or as epoch
 * seconds, and writes it by another.
 */
import type { DateTimeConverter } from "@aws-sdk/client-cloudwatch-logs";
import { type Document, setAt, valueAt } from "./document.ts";
import { invalidTransformer } from "./invalid-transformer.ts";
import type { Step } from "./processor.ts";

const DEFAULT_FORMAT = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const LETTERS = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g;

interface Part {
  /** The letter of the pattern, or empty for text as it stands. */
  readonly letter: string;
  readonly text: string;
}

const partsOf = (format: string): Part[] =>
  [...format.matchAll(LETTERS)].map(([whole, quoted, letter]) =>
    letter === undefined
      ? { letter: "", text: quoted === undefined ? whole : quoted === "" ? "'" : quoted.replaceAll("''", "'") }
      : { letter, text: whole },
  );

export function dateTimeConverter(options: DateTimeConverter): Step {
  const { source = "", target = "", matchPatterns = [], targetFormat = DEFAULT_FORMAT } = options;
  const from = zone(options.sourceTimezone ?? "UTC");
  const to = zone(options.targetTimezone ?? "UTC");
  const readers = matchPatterns.map((pattern) => readerOf(pattern, from));
  const parts = partsOf(targetFormat);
  return (document: Document) => {
    const value = valueAt(document, source);
    if (typeof value !== "string" && typeof value !== "number") return;
    for (const read of readers) {
      const time = read(String(value));
      if (time === undefined) continue;
      setAt(document, target, written(parts, time, to));
      return;
    }
  };
}

/** How far the clocks of a zone are before UTC at a time, in milliseconds. */
type Offset = (time: number) => number;

function zone(name: string): Offset {
  const fixed = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(name);
  if (fixed) {
    const [, sign, hours = "0", minutes = "0"] = fixed;
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
    return () => offset;
  }
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: name === "Z" ? "UTC" : name, timeZoneName: "longOffset" });
  } catch {
    throw invalidTransformer(`Invalid time zone ${name}`);
  }
  return (time) => {
    const text = format.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours = "0", minutes = "0"] = /([+-])(\d+):(\d+)/.exec(text) ?? [];
    return (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  };
}

const WIDTHS: Readonly<Record<string, string>> = {
  y: "\\d{4}",
  M: "\\d{1,2}",
  d: "\\d{1,2}",
  H: "\\d{1,2}",
  h: "\\d{1,2}",
  k: "\\d{1,2}",
  m: "\\d{1,2}",
  s: "\\d{1,2}",
  S: "\\d{1,9}",
  a: "[AaPp][Mm]",
  E: "[A-Za-z]+",
  X: "Z|[+-]\\d\\d(?::?\\d\\d)?",
  x: "[+-]\\d\\d(?::?\\d\\d)?",
  Z: "[+-]\\d{4}",
  z: "[A-Za-z/_]+",
};

function readerOf(pattern: string, offset: Offset): (text: string) => number | undefined {
  if (pattern === "epoch") return (text) => (/^\d+(?:\.\d+)?$/.test(text) ? epoch(Number(text)) : undefined);
  const letters: string[] = [];
  const source = partsOf(pattern).map(({ letter, text }) => {
    if (letter === "") return text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
    const named = letter === "M" && text.length >= 3;
    const width = named ? "[A-Za-z]+" : letter === "y" && text.length === 2 ? "\\d{2}" : WIDTHS[letter];
    if (width === undefined) throw invalidTransformer(`Invalid date pattern ${pattern}`);
    letters.push(named ? "MMM" : letter);
    return `(${width})`;
  });
  const expression = new RegExp(`^${source.join("")}$`);
  return (text) => {
    const match = expression.exec(text);
    return match ? timeOf(new Map(letters.map((letter, i) => [letter, match[i + 1] as string])), offset) : undefined;
  };
}

/** Seconds, or milliseconds when they are too many for seconds. */
const epoch = (value: number): number => (value > 100_000_000_000 ? value : value * 1000);

function timeOf(fields: ReadonlyMap<string, string>, offset: Offset): number | undefined {
  const number = (letter: string, missing: number): number => Number(fields.get(letter) ?? missing);
  const name = fields.get("MMM")?.slice(0, 3).toLowerCase();
  const month = name === undefined ? number("M", 1) - 1 : MONTHS.findIndex((one) => one.toLowerCase().startsWith(name));
  const half = fields.get("a")?.toLowerCase();
  const hour =
    half === undefined ? number("H", number("k", number("h", 0))) : (number("h", 12) % 12) + (half === "pm" ? 12 : 0);
  const year = fields.get("y") ?? "1970";
  const time = Date.UTC(
    year.length === 2 ? 2000 + Number(year) : Number(year),
    month,
    number("d", 1),
    hour,
    number("m", 0),
    number("s", 0),
    Number((fields.get("S") ?? "").padEnd(3, "0").slice(0, 3)),
  );
  if (month < 0 || Number.isNaN(time)) return undefined;
  const own = fields.get("X") ?? fields.get("x") ?? fields.get("Z");
  if (own !== undefined) return time - (own === "Z" ? 0 : zone(own)(time));
  return time - offset(time - offset(time));
}

function written(parts: readonly Part[], time: number, offset: Offset): string {
  const shift = offset(time);
  const date = new Date(time + shift);
  return parts
    .map(({ letter, text }) => (letter === "" ? text : field(letter, text.length, date, shift, time)))
    .join("");
}

function field(letter: string, width: number, date: Date, shift: number, time: number): string {
  const padded = (value: number): string => String(value).padStart(width, "0");
  const hour = date.getUTCHours();
  switch (letter) {
    case "y":
      return width === 2 ? String(date.getUTCFullYear()).slice(-2) : padded(date.getUTCFullYear());
    case "M": {
      const name = MONTHS[date.getUTCMonth()] as string;
      return width === 3 ? name.slice(0, 3) : width > 3 ? name : padded(date.getUTCMonth() + 1);
    }
    case "d":
      return padded(date.getUTCDate());
    case "H":
      return padded(hour);
    case "h":
      return padded(hour % 12 || 12);
    case "m":
      return padded(date.getUTCMinutes());
    case "s":
      return padded(date.getUTCSeconds());
    case "S":
      return String(date.getUTCMilliseconds()).padStart(3, "0").padEnd(width, "0").slice(0, width);
    case "a":
      return hour < 12 ? "AM" : "PM";
    case "E": {
      const name = DAYS[date.getUTCDay()] as string;
      return width > 3 ? name : name.slice(0, 3);
    }
    case "X":
      return shift === 0 ? "Z" : offsetText(shift, width > 2 ? ":" : "");
    case "x":
      return offsetText(shift, width > 2 ? ":" : "");
    case "Z":
      return offsetText(shift, "");
    case "e":
      return String(Math.floor(time / 1000));
    default:
      throw invalidTransformer(`Invalid date pattern letter ${letter}`);
  }
}

function offsetText(shift: number, separator: string): string {
  const minutes = Math.abs(shift) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${shift < 0 ? "-" : "+"}${two(minutes / 60)}${separator}${two(minutes % 60)}`;
}
