/** What every kind of filter pattern compiles to. */
import { ServiceException } from "../../../wire/service-exception.ts";
import type { Scalar } from "../flat-json.ts";

/** A JSON event whose members can be read without parsing it. */
export interface FlatEvents {
  member(name: string, index: number): Scalar | undefined;
}

export interface FilterPattern {
  matches(message: string): boolean;
  /** The same for an event of many, when the pattern asks for nothing but members of the outermost object. */
  readonly matchesFlat?: ((events: FlatEvents, index: number) => boolean) | undefined;
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
