/** Payload templates (Parameters, ResultSelector, ItemSelector, Assign): members that end in `.$` are expressions. */
import { evaluateIntrinsic } from "./intrinsics.ts";
import type { Json } from "./json.ts";
import { isList, isObject } from "./json.ts";
import type { Scope } from "./scope.ts";
import { lookUpFor } from "./scope.ts";

export function fillTemplate(template: Json, scope: Scope): Json {
  if (isList(template)) return template.map((item) => fillTemplate(item, scope));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith(".$") && typeof value === "string"
        ? [name.slice(0, -2), evaluateExpression(name, value, scope)]
        : [name, fillTemplate(value, scope)],
    ),
  );
}

/** A path or an intrinsic function. */
function evaluateExpression(field: string, text: string, scope: Scope): Json {
  return text.startsWith("States.") ? evaluateIntrinsic(text, scope) : lookUpFor(field, text, scope);
}
