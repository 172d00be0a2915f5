/** RFC 3339 timestamps with Go's arithmetic: fields in the timestamp's own zone, dates that overflow normalised. */

export interface Timestamp {
  /** Milliseconds since the epoch. */
  readonly epoch: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const LAYOUT = "2006-01-02T15:04:05Z07:00";
const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Text that is no timestamp, in the words of Go's time.Parse. */
export class TimestampError extends Error {}

export function parseTimestamp(text: string): Timestamp {
  const match = FORM.exec(text);
  if (!match) throw new TimestampError(parseFailure(text));
  const [, year, month, day, hour, minute, second, , zone] = match as unknown as string[];
  const fields = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [y, mo, d, h, mi, s] = fields;
  const out = (what: string): TimestampError =>
    new TimestampError(`parsing time ${JSON.stringify(text)}: ${what} out of range`);
  if (mo < 1 || mo > 12) throw out("month");
  if (d < 1 || d > new Date(Date.UTC(y, mo, 0)).getUTCDate()) throw out("day");
  if (h > 23) throw out("hour");
  if (mi > 59) throw out("minute");
  if (s > 59) throw out("second");
  const offset = zone === "Z" ? 0 : zoneMinutes(zone as string);
  return { epoch: Date.UTC(y, mo - 1, d, h, mi, s) - offset * 60_000, offset };
}

const zoneMinutes = (zone: string): number =>
  (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));

// Where the text leaves the layout, element by element.
function parseFailure(text: string): string {
  const elements: readonly (readonly [RegExp, string])[] = [
    [/^\d{4}/, "2006"],
    [/^-/, "-"],
    [/^\d\d/, "01"],
    [/^-/, "-"],
    [/^\d\d/, "02"],
    [/^T/, "T"],
    [/^\d\d/, "15"],
    [/^:/, ":"],
    [/^\d\d/, "04"],
    [/^:/, ":"],
    [/^\d\d(\.\d+)?/, "05"],
    [/^(Z|[+-]\d\d:\d\d)/, "Z07:00"],
  ];
  let rest = text;
  for (const [form, name] of elements) {
    const match = form.exec(rest);
    if (!match) {
      return `parsing time ${JSON.stringify(text)} as ${JSON.stringify(LAYOUT)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(name)}`;
    }
    rest = rest.slice(match[0].length);
  }
  return `parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`;
}

/** The moment's fields on the wall clock of its zone. */
function wallClock({ epoch, offset }: Timestamp): Date {
  return new Date(epoch + offset * 60_000);
}

export function formatTimestamp(timestamp: Timestamp): string {
  const text = wallClock(timestamp).toISOString().slice(0, 19);
  if (timestamp.offset === 0) return `${text}Z`;
  const minutes = Math.abs(timestamp.offset);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${text}${timestamp.offset < 0 ? "-" : "+"}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}

/** Years, months and days by the calendar (January 31 and a month is March 2 or 3), as Go's AddDate. */
export function addDate(timestamp: Timestamp, years: number, months: number, days: number): Timestamp {
  const wall = wallClock(timestamp);
  const moved = Date.UTC(
    wall.getUTCFullYear() + years,
    wall.getUTCMonth() + months,
    wall.getUTCDate() + days,
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
    wall.getUTCMilliseconds(),
  );
  return { epoch: moved - timestamp.offset * 60_000, offset: timestamp.offset };
}

export const addSeconds = ({ epoch, offset }: Timestamp, seconds: number): Timestamp => ({
  epoch: epoch + seconds * 1000,
  offset,
});

/** The attributes `year` to `second` and `unix`. */
export function timestampParts(timestamp: Timestamp): Readonly<Record<string, number>> {
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
