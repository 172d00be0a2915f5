/** RFC 3339 timestamps with Go's arithmetic: fields in the timestamp's own zone, dates that overflow normalised. */
import { TimestampReader } from "./timestamp-reader.ts";

export { TimestampError } from "./timestamp-reader.ts";

export interface Timestamp {
  /** Milliseconds since the epoch. */
  readonly epoch: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const MINUTE = 60_000;

/** Throws a TimestampError for text that is no timestamp. */
export function parseTimestamp(text: string): Timestamp {
  const reader = new TimestampReader(text);
  const year = reader.year();
  reader.literal("-");
  const month = reader.number("01", 2, 1, 12, "month");
  reader.literal("-");
  const day = reader.number("02", 2, 0, 99, "day");
  reader.literal("T");
  const hour = reader.number("15", 1, 0, 23, "hour");
  reader.literal(":");
  const minute = reader.number("04", 2, 0, 59, "minute");
  reader.literal(":");
  const second = reader.number("05", 2, 0, 59, "second");
  const fraction = reader.fraction();
  const offset = reader.zone();
  reader.end();
  if (day < 1 || day > new Date(utc(year, month, 0)).getUTCDate()) throw reader.outOfRange("day");
  return { epoch: utc(year, month - 1, day, hour, minute, second, fraction) - offset * MINUTE, offset };
}

/** As Date.UTC, which takes the years before 100 for those of the twentieth century. */
export function utc(year: number, month: number, day: number, ...time: readonly number[]): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  const [hour = 0, minute = 0, second = 0, millisecond = 0] = time;
  return date.setUTCHours(hour, minute, second, millisecond);
}

/** The moment's fields on the wall clock of its zone. */
function wallClock({ epoch, offset }: Timestamp): Date {
  return new Date(epoch + offset * MINUTE);
}

const digits = (number: number, width = 2): string =>
  (number < 0 ? "-" : "") + String(Math.abs(number)).padStart(width, "0");

/** To the second. */
export function formatTimestamp(timestamp: Timestamp): string {
  const { year, month, day, hour, minute, second } = timestampParts(timestamp);
  const text = `${digits(year, 4)}-${digits(month)}-${digits(day)}T${digits(hour)}:${digits(minute)}:${digits(second)}`;
  if (timestamp.offset === 0) return `${text}Z`;
  const minutes = Math.abs(timestamp.offset);
  return `${text}${timestamp.offset < 0 ? "-" : "+"}${digits(Math.trunc(minutes / 60))}:${digits(minutes % 60)}`;
}

/** Years, months and days by the calendar (January 31 and a month is March 2 or 3), as Go's AddDate. */
export function addDate(timestamp: Timestamp, years: number, months: number, days: number): Timestamp {
  const wall = wallClock(timestamp);
  wall.setUTCFullYear(wall.getUTCFullYear() + years, wall.getUTCMonth() + months, wall.getUTCDate() + days);
  return { epoch: wall.getTime() - timestamp.offset * MINUTE, offset: timestamp.offset };
}

export const addSeconds = ({ epoch, offset }: Timestamp, seconds: number): Timestamp => ({
  epoch: epoch + seconds * 1000,
  offset,
});

type TimestampParts = Readonly<Record<"year" | "month" | "day" | "hour" | "minute" | "second" | "unix", number>>;

/** The attributes `year` to `second` and `unix`. */
export function timestampParts(timestamp: Timestamp): TimestampParts {
  const wall = wallClock(timestamp);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    unix: Math.floor(timestamp.epoch / 1000),
  };
}

/** Now, in whole seconds, UTC. */
export const currentTime = (): Timestamp => ({ epoch: Math.floor(Date.now() / 1000) * 1000, offset: 0 });
