/** `jsondecode`, with the words of Go's decoder for what is wrong. */
import { quoteGo } from "../../../hcl/quote.ts";
import { impliedType, impliedValue, type JsonData, parseJson } from "../json.ts";
import { JsonSyntaxError } from "../json-text.ts";
import { typesEqual } from "../type.ts";
import type { Value } from "../value.ts";
import { FunctionError } from "./definition.ts";

let last: { readonly text: string; readonly value: Value } | undefined;

/** The value; the last one is kept, because the type is asked for first. */
export function fromGoJson(text: string): Value {
  if (last?.text === text) return last.value;
  try {
    const value = impliedValue(parseJson(text, refuseDuplicate));
    last = { text, value };
    return value;
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new FunctionError(error.message);
    throw error;
  }
}

/** A name may come twice only with values of one type; the later one counts. */
function refuseDuplicate(name: string, earlier: JsonData, later: JsonData): void {
  if (typesEqual(impliedType(earlier), impliedType(later))) return;
  throw new FunctionError(`duplicate ${quoteGo(name)} property in JSON object`);
}
