/** Values in messages: what is sensitive stays out of them. */
import { quoteGo } from "../../../hcl/quote.ts";
import { EPHEMERAL, SENSITIVE } from "../marks.ts";
import type { Value } from "../value.ts";

/** The text in quotes, or a word that says why it is not shown. */
export function quotedUnlessSensitive(value: Value, text = value.withoutMarks().string): string {
  if (value.hasMark(SENSITIVE)) return value.hasMark(EPHEMERAL) ? "(ephemeral sensitive value)" : "(sensitive value)";
  return value.hasMark(EPHEMERAL) ? "(ephemeral value)" : quoteGo(text);
}
