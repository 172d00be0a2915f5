/**
 * The numbers of a Map: each is a literal or, in JSONPath, a reference path in a field beside it. Source: AWS,
 * measured (the sentences, and that only ItemsPath may lead into the context object).
 */
import type { JsonObject } from "./json.ts";
import { isObject } from "./json.ts";
import { parsePath } from "./json-path.ts";
import type { QueryLanguage } from "./query-language.ts";
import { languageFault } from "./state-fields.ts";

interface Fault {
  readonly message: string;
  /** Behind the location of the state. */
  readonly at: string;
}

interface Range {
  readonly least: string;
  readonly most?: string;
}

const FROM_ZERO: Range = { least: "0" };

/** Where each number is, and between what. */
const NUMBERS: readonly { readonly within: readonly string[]; readonly field: string; readonly range: Range }[] = [
  { within: [], field: "MaxConcurrency", range: FROM_ZERO },
  { within: [], field: "ToleratedFailureCount", range: FROM_ZERO },
  { within: [], field: "ToleratedFailurePercentage", range: { least: "0.0", most: "100.0" } },
  { within: ["ItemBatcher"], field: "MaxItemsPerBatch", range: FROM_ZERO },
  { within: ["ItemBatcher"], field: "MaxInputBytesPerBatch", range: FROM_ZERO },
  { within: ["ItemReader", "ReaderConfig"], field: "MaxItems", range: { least: "0", most: "100000000" } },
];

export function mapNumberFaults(state: JsonObject, language: QueryLanguage): Fault[] {
  return NUMBERS.flatMap(({ within, field, range }) => {
    let holder: JsonObject = state;
    for (const name of within) holder = isObject(holder[name]) ? holder[name] : {};
    const at = within.map((name) => `/${name}`).join("");
    return [...faultsOf(holder, field, range, language, within.length === 0)].map((fault) => ({
      message: fault.message,
      at: `${at}${fault.at}`,
    }));
  });
}

function* faultsOf(
  holder: JsonObject,
  field: string,
  { least, most }: Range,
  language: QueryLanguage,
  ofState: boolean,
): IterableIterator<Fault> {
  const { [field]: literal, [`${field}Path`]: path } = holder;
  if (path !== undefined && language === "JSONata") {
    // A field of the state itself is told with its other fields.
    const message = languageFault(`${field}Path`, { JSONPath: [`${field}Path`], JSONata: [] }, language);
    if (!ofState && message !== undefined) yield { message, at: "" };
  } else if (literal !== undefined && path !== undefined) {
    yield { message: `There should only be one of the following fields: [${field}, ${field}Path]`, at: "" };
  }
  if (typeof literal === "number" && literal < Number(least))
    yield { message: `Minimum value is ${least}`, at: `/${field}` };
  if (typeof literal === "number" && most !== undefined && literal > Number(most)) {
    yield { message: `Maximum value is ${most}`, at: `/${field}` };
  }
  if (typeof path === "string" && language === "JSONPath" && !isReference(path)) {
    yield { message: "Value is not a Reference Path", at: `/${field}Path` };
  }
}

function isReference(text: string): boolean {
  const path = parsePath(text);
  return path !== undefined && path.definite && path.root !== "$$";
}
