/** What every kind of filter pattern compiles to. */
import { ServiceException } from "../../../wire/service-exception.ts";

export interface FilterPattern {
  matches(message: string): boolean;
  /** Values of the fields the pattern names, as TestMetricFilter shows them, of a message that matches. */
  extract(message: string): Readonly<Record<string, string>>;
  /** The value of a field such as `$.latency` or `$bytes` in a message, for the value and dimensions of a metric. */
  field(message: string, selector: string): string | undefined;
  /** Text without which no message can match; lets a search skip most messages unread. */
  readonly literal?: string;
  /** The literal may also stand in the message in JSON's escaped form. */
  readonly literalEscapable?: boolean;
}

export const invalidPattern = (message: string): ServiceException =>
  new ServiceException("InvalidParameterException", message);
