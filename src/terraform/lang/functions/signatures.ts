/** The signatures of all functions, as `terraform metadata functions -json` tells them. */
import { typeToJson } from "../json.ts";
import type { JsonData } from "../json-text.ts";
import { compareUtf8 } from "../type.ts";
import type { FunctionDefinition, Parameter } from "./definition.ts";
import { DESCRIPTIONS } from "./descriptions.ts";
import { builtInFunction } from "./table.ts";

/** Each function by its name and by its name in the `core::` namespace. Functions that are gone have no description. */
export function functionSignatures(): JsonData {
  const signatures = Object.entries(DESCRIPTIONS).flatMap(([name, [description, ...parameters]]) => {
    const definition = builtInFunction(name);
    if (!definition) throw new TypeError(`No function ${name}`);
    const signature = signatureOf(definition, description, parameters);
    return [[name, signature] as const, [`core::${name}`, signature] as const];
  });
  return new Map(signatures.sort(([a], [b]) => compareUtf8(a, b)));
}

function signatureOf(definition: FunctionDefinition, description: string, told: readonly string[]): JsonData {
  const { parameters, variadic, returns } = definition;
  const signature = new Map<string, JsonData>([
    ["description", description],
    ["return_type", typeToJson(returns)],
  ]);
  if (parameters.length > 0) {
    signature.set(
      "parameters",
      parameters.map((parameter, at) => parameterJson(parameter, told[at])),
    );
  }
  if (variadic) signature.set("variadic_parameter", parameterJson(variadic, told[parameters.length]));
  return signature;
}

function parameterJson({ name, type, allowNull }: Parameter, description: string | undefined): JsonData {
  return new Map<string, JsonData>([
    ["name", name],
    ...(description ? [["description", description] as const] : []),
    ...(allowNull ? [["is_nullable", true] as const] : []),
    ["type", typeToJson(type)],
  ]);
}
