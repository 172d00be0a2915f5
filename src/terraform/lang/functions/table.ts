/** All functions of the language by name; each one also answers to `core::name`. */
import { quoteGo } from "../../../hcl/quote.ts";
import type { Scope } from "../scope.ts";
import { BOOL, DYNAMIC, STRING } from "../type.ts";
import { BUILD_FUNCTIONS } from "./build.ts";
import { COLLECTION_FUNCTIONS } from "./collection.ts";
import { CONVERSION_FUNCTIONS } from "./conversion.ts";
import { CSV_FUNCTIONS } from "./csv.ts";
import { DATETIME_FUNCTIONS } from "./datetime.ts";
import { anything, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { ENCODING_FUNCTIONS } from "./encoding.ts";
import { FILE_FUNCTIONS } from "./files.ts";
import { FORMAT_FUNCTIONS } from "./format.ts";
import { IDENTITY_FUNCTIONS } from "./identity.ts";
import { NETWORK_FUNCTIONS } from "./network.ts";
import { NUMERIC_FUNCTIONS } from "./numeric.ts";
import { REGEX_FUNCTIONS } from "./regex.ts";
import { TEXT_FUNCTIONS } from "./text.ts";
import { YAML_FUNCTIONS } from "./yaml.ts";

const expression = anything("expression");

/** What remains of functions that are gone: an error that says what to use. */
const removed = (name: string, replacement: string): FunctionDefinition => ({
  parameters: [],
  variadic: anything("vals", { allowNull: true, allowMarked: true }),
  returns: DYNAMIC,
  call: () => {
    throw new FunctionError(
      `the ${quoteGo(name)} function was deprecated in Terraform v0.12 and is no longer available; use ${replacement}`,
    );
  },
});

const TABLE: Readonly<Record<string, FunctionDefinition>> = {
  ...TEXT_FUNCTIONS,
  ...NUMERIC_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...BUILD_FUNCTIONS,
  ...YAML_FUNCTIONS,
  ...REGEX_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
  ...IDENTITY_FUNCTIONS,
  ...FORMAT_FUNCTIONS,
  ...FILE_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...DATETIME_FUNCTIONS,
  ...CSV_FUNCTIONS,
  can: { parameters: [expression], returns: BOOL, lazy: "can", call: neverCalled },
  try: { parameters: [], variadic: anything("expressions"), returns: DYNAMIC, lazy: "try", call: neverCalled },
  templatestring: {
    parameters: [param("template", STRING), anything("vars")],
    returns: STRING,
    lazy: "templatestring",
    call: neverCalled,
  },
  list: removed("list", "tolist([ ... ]) syntax to write a literal list"),
  map: removed("map", "tomap({ ... }) syntax to write a literal map"),
};

function neverCalled(): never {
  throw new TypeError("A lazy function is evaluated, not called");
}

/** The names of all functions, sorted. */
export const functionNames = (): readonly string[] => Object.keys(TABLE).sort();

/** The language's own function of that name. */
export const builtInFunction = (name: string): FunctionDefinition | undefined =>
  Object.hasOwn(TABLE, name) ? TABLE[name] : undefined;

/** The function of that name in the scope. */
export function findFunction(name: string, scope: Scope): FunctionDefinition | undefined {
  if (scope.noFunctions) return undefined;
  if (name.startsWith("provider::")) return scope.providerFunction?.(name);
  const plain = name.startsWith("core::") ? name.slice(6) : name;
  return plain === "plantimestamp" && scope.noPlanTimestamp ? undefined : builtInFunction(plain);
}
