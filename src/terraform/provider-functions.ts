/** Functions of providers as expressions call them: `provider::LOCAL_NAME::function`. */
import { printProviderSource } from "./addresses/provider.ts";
import type { ModuleTree } from "./config/module.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, type Parameter } from "./lang/functions/definition.ts";
import { isWhollyKnown } from "./lang/known.ts";
import { unknownValue, type Value } from "./lang/value.ts";
import type { FunctionParameter, ProviderFunction, ProviderHost, ProviderType } from "./provider.ts";

/** Finds a function by its whole name, as seen from a module. */
export type ProviderFunctionLookup = (name: string, tree: ModuleTree) => FunctionDefinition | undefined;

export function providerFunctions(
  types: { get(source: string): ProviderType | undefined },
  host: ProviderHost,
): ProviderFunctionLookup {
  const known = new WeakMap<ProviderFunction, FunctionDefinition>();
  return (name, { module }) => {
    const [, localName = "", member = "", ...rest] = name.split("::");
    const required = module.requiredProviders.get(localName);
    // A provider that only its resources imply has no name that functions could be called by.
    if (!required?.range || rest.length > 0) return undefined;
    const found = types.get(printProviderSource(required.source))?.functions.get(member);
    if (!found) return undefined;
    const definition = known.get(found) ?? definitionOf(found, host);
    known.set(found, definition);
    return definition;
  };
}

function definitionOf(providerFunction: ProviderFunction, host: ProviderHost): FunctionDefinition {
  const { parameters, variadic, returns } = providerFunction;
  const parameterOf = (index: number): FunctionParameter => (parameters[index] ?? variadic) as FunctionParameter;
  return {
    parameters: parameters.map(languageParameter),
    ...(variadic ? { variadic: languageParameter(variadic) } : {}),
    returns,
    mayBeNull: true,
    call(args): Value {
      // Values that are unknown further inside are kept from a provider as well.
      if (args.some((value, i) => !parameterOf(i).allowUnknown && !isWhollyKnown(value))) return unknownValue(returns);
      const answer = providerFunction.call(args, host);
      if (answer instanceof Promise) throw new TypeError("A function that is called in expressions answers at once");
      if (!("error" in answer)) return answer.result;
      throw answer.argument === undefined
        ? new FunctionError(answer.error)
        : new ArgumentError(answer.argument, answer.error);
    },
  };
}

const languageParameter = ({ name, type, allowNull, allowUnknown }: FunctionParameter): Parameter => ({
  name,
  type,
  ...(allowNull ? { allowNull } : {}),
  ...(allowUnknown ? { allowUnknown } : {}),
  ...(type.kind === "dynamic" ? { allowDynamic: true } : {}),
});
