/**
 * Reads an RFC 3339 timestamp as Go's time.Parse does, element by element of the layout, with its words for what does not
 * fit: an hour may have one digit, a fraction of a second is taken though the layout has none.
 */

/** Text that is no timestamp, in Go's words. */
export class TimestampError extends Error {}

const LAYOUT = "2006-01-02T15:04:05Z07:00";

export class TimestampReader {
  private readonly text: string;
  private rest: string;

  constructor(text: string) {
    this.text = text;
    this.rest = text;
  }

  year(): number {
    return Number(this.take(/^\d{4}/, "2006"));
  }

  literal(text: string): void {
    if (!this.rest.startsWith(text)) throw this.unparsable(text);
    this.rest = this.rest.slice(text.length);
  }

  /** A number of up to two digits. */
  number(element: string, digits: 1 | 2, least: number, most: number, name: string): number {
    const value = Number(this.take(digits === 2 ? /^\d\d/ : /^\d\d?/, element));
    if (value < least || value > most) throw this.outOfRange(name);
    return value;
  }

  /** Milliseconds, zero where the second has no fraction. */
  fraction(): number {
    const match = /^[.,](\d+)/.exec(this.rest);
    if (!match) return 0;
    this.rest = this.rest.slice(match[0].length);
    return Number((match[1] as string).slice(0, 3).padEnd(3, "0"));
  }

  /** Minutes east of UTC. */
  zone(): number {
    const zone = this.take(/^(Z|[+-]\d\d:\d\d)/, "Z07:00");
    if (zone === "Z") return 0;
    const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
    if (hours > 24) throw this.outOfRange("time zone offset hour");
    if (minutes > 60) throw this.outOfRange("time zone offset minute");
    return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
  }

  end(): void {
    if (this.rest !== "") throw this.failure(`: extra text: ${quoted(this.rest)}`);
  }

  outOfRange(name: string): TimestampError {
    return this.failure(`: ${name} out of range`);
  }

  private take(form: RegExp, element: string): string {
    const match = form.exec(this.rest);
    if (!match) throw this.unparsable(element);
    this.rest = this.rest.slice(match[0].length);
    return match[0];
  }

  private unparsable(element: string): TimestampError {
    return this.failure(` as ${quoted(LAYOUT)}: cannot parse ${quoted(this.rest)} as ${quoted(element)}`);
  }

  private failure(words: string): TimestampError {
    return new TimestampError(`parsing time ${quoted(this.text)}${words}`);
  }
}

// The time package has a plainer quoting than strconv: every byte that is not printable ASCII in hexadecimal.
function quoted(text: string): string {
  const escaped = text
    .replace(/["\\]/g, "\\$&")
    .replace(/[^ -~]+/g, (part) => Buffer.from(part).toString("hex").replace(/../g, "\\x$&"));
  return `"${escaped}"`;
}
