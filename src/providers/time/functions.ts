/** The functions of the time provider. */
import { NUMBER, objectOf, STRING, type Type } from "../../terraform/lang/type.ts";
import type { ProviderFunction } from "../../terraform/provider.ts";
import { fromPlain, type PlainObject } from "../framework/plain.ts";
import { formatTimestamp, parseTimestamp, type Timestamp, TimestampError, timestampParts } from "./timestamp.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const DAY = 86_400_000;

const PARSED: Readonly<Record<string, Type>> = {
  year: NUMBER,
  year_day: NUMBER,
  day: NUMBER,
  month: NUMBER,
  month_name: STRING,
  weekday: NUMBER,
  weekday_name: STRING,
  hour: NUMBER,
  minute: NUMBER,
  second: NUMBER,
  iso_year: NUMBER,
  iso_week: NUMBER,
};

function parsed(time: Timestamp): PlainObject {
  const wall = new Date(time.epoch + time.offset * 60_000);
  const weekday = wall.getUTCDay();
  // ISO 8601: a week belongs to the year of its Thursday.
  const thursday = new Date(wall.getTime() + (4 - (weekday || 7)) * DAY);
  const isoYear = thursday.getUTCFullYear();
  return {
    ...timestampParts(time),
    year_day: Math.floor(
      (Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()) - Date.UTC(wall.getUTCFullYear(), 0, 0)) /
        DAY,
    ),
    month_name: MONTHS[wall.getUTCMonth()] as string,
    weekday,
    weekday_name: DAYS[weekday] as string,
    iso_year: isoYear,
    iso_week: Math.floor((thursday.getTime() - Date.UTC(isoYear, 0, 1)) / (7 * DAY)) + 1,
  };
}

export const rfc3339Parse: ProviderFunction = {
  summary: "Parse an RFC3339 timestamp string into an object",
  description: "Given an RFC3339 timestamp string, returns an object with its parts.",
  parameters: [{ name: "timestamp", type: STRING }],
  returns: objectOf({ ...PARSED, unix: NUMBER }),
  call([timestamp]) {
    const text = (timestamp as NonNullable<typeof timestamp>).string;
    try {
      return { result: fromPlain(parsed(parseTimestamp(text)), this.returns) };
    } catch (error) {
      if (!(error instanceof TimestampError)) throw error;
      return {
        error: `Error parsing RFC3339 timestamp: ${JSON.stringify(text)} is not a valid RFC3339 timestamp: ${error.message}`,
        argument: 0,
      };
    }
  },
};

export const unixTimestampParse: ProviderFunction = {
  summary: "Parse a unix timestamp integer into an object",
  description: "Given seconds since the epoch, returns an object with the parts of that time in UTC.",
  parameters: [{ name: "unix_timestamp", type: NUMBER }],
  returns: objectOf({ ...PARSED, rfc3339: STRING }),
  call([timestamp]) {
    const time = { epoch: (timestamp as NonNullable<typeof timestamp>).number.toNumber() * 1000, offset: 0 };
    return { result: fromPlain({ ...parsed(time), rfc3339: formatTimestamp(time) }, this.returns) };
  },
};

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** Nanoseconds of a Go duration such as 1h15m30.5s, or the reason in Go's words. */
function parseDuration(text: string): number | string {
  const quoted = JSON.stringify(text);
  let rest = text.replace(/^[+-]/, "");
  if (rest === "0") return 0;
  if (rest === "") return `time: invalid duration ${quoted}`;
  let total = 0;
  while (rest !== "") {
    const match = /^(\d*\.?\d*)([^\d.]*)/.exec(rest) as RegExpExecArray;
    const [whole, digits, unit] = match as unknown as [string, string, string];
    if (digits === "" || digits === ".") return `time: invalid duration ${quoted}`;
    if (unit === "") return `time: missing unit in duration ${quoted}`;
    const scale = NANOSECONDS[unit];
    if (scale === undefined) return `time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`;
    total += Number(digits) * scale;
    rest = rest.slice(whole.length);
  }
  return text.startsWith("-") ? -total : total;
}

export const durationParse: ProviderFunction = {
  summary: "Parse a Go duration string into an object",
  description: "Given a duration such as 1h30m, returns an object with its length in each unit.",
  parameters: [{ name: "duration", type: STRING }],
  returns: objectOf({
    hours: NUMBER,
    minutes: NUMBER,
    seconds: NUMBER,
    milliseconds: NUMBER,
    microseconds: NUMBER,
    nanoseconds: NUMBER,
  }),
  call([duration]) {
    const text = (duration as NonNullable<typeof duration>).string;
    const nanoseconds = parseDuration(text);
    if (typeof nanoseconds === "string") {
      return {
        error: `Error parsing duration: ${JSON.stringify(text)} is not a valid duration string: ${nanoseconds}`,
        argument: 0,
      };
    }
    return {
      result: fromPlain(
        {
          hours: nanoseconds / 3600e9,
          minutes: nanoseconds / 60e9,
          seconds: nanoseconds / 1e9,
          milliseconds: Math.trunc(nanoseconds / 1e6),
          microseconds: Math.trunc(nanoseconds / 1e3),
          nanoseconds,
        },
        this.returns,
      ),
    };
  },
};
