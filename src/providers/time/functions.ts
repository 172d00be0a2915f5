/** The functions of the time provider. */
import { quoteGo } from "../../terraform/lang/quote.ts";
import { NUMBER, objectOf, STRING, type Type } from "../../terraform/lang/type.ts";
import type { ProviderFunction } from "../../terraform/provider.ts";
import { fromPlain, type PlainObject } from "../framework/plain.ts";
import { noInteger } from "../framework/validate.ts";
import { parseDuration } from "./duration.ts";
import { formatTimestamp, parseTimestamp, type Timestamp, TimestampError, timestampParts, utc } from "./timestamp.ts";

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
    year_day: Math.floor((wall.getTime() - utc(wall.getUTCFullYear(), 0, 0)) / DAY),
    month_name: MONTHS[wall.getUTCMonth()] as string,
    weekday,
    weekday_name: DAYS[weekday] as string,
    iso_year: isoYear,
    iso_week: Math.floor((thursday.getTime() - utc(isoYear, 0, 1)) / (7 * DAY)) + 1,
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
        error: `Error parsing RFC3339 timestamp: ${quoteGo(text)} is not a valid RFC3339 timestamp`,
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
    const problem = noInteger(timestamp as NonNullable<typeof timestamp>);
    if (problem !== undefined) {
      return {
        error:
          "Unable to Convert Function ArgumentAn unexpected error was encountered when converting the function argument from the protocol type. " +
          `Please report this to the provider developer:\n\nUnable to convert tftypes to framework type at position 0: ${problem}`,
        argument: 0,
      };
    }
    const time = { epoch: (timestamp as NonNullable<typeof timestamp>).number.toNumber() * 1000, offset: 0 };
    return { result: fromPlain({ ...parsed(time), rfc3339: formatTimestamp(time) }, this.returns) };
  },
};

// As Go's Duration.Hours: whole units and the rest are converted apart.
const units = (nanoseconds: bigint, unit: bigint): number =>
  Number(nanoseconds / unit) + Number(nanoseconds % unit) / Number(unit);

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
        error: `Error parsing duration string: ${quoteGo(text)} is not a valid duration string`,
        argument: 0,
      };
    }
    return {
      result: fromPlain(
        {
          hours: units(nanoseconds, 3_600_000_000_000n),
          minutes: units(nanoseconds, 60_000_000_000n),
          seconds: units(nanoseconds, 1_000_000_000n),
          milliseconds: nanoseconds / 1_000_000n,
          microseconds: nanoseconds / 1000n,
          nanoseconds,
        },
        this.returns,
      ),
    };
  },
};
