/** Evaluates a body by a provider's schema. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Body } from "../../hcl/syntax.ts";
import { convert } from "../lang/convert.ts";
import { evaluate } from "../lang/evaluate.ts";
import type { Scope } from "../lang/scope.ts";
import { nullValue, objectValue, type Value } from "../lang/value.ts";
import type { BlockSchema } from "../provider.ts";
import { attributeType } from "./schema-type.ts";

export function evaluateBody(body: Body, schema: BlockSchema, scope: Scope): { value: Value; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const values = new Map<string, Value>();
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const written = body.attributes.get(name);
    if (!written) values.set(name, nullValue(attributeType(attribute)));
    else {
      const result = evaluate(written.expression, scope);
      diagnostics.push(...result.diagnostics);
      values.set(name, convert(result.value, attributeType(attribute)));
    }
  }
  return { value: objectValue(values), diagnostics };
}
