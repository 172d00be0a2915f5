/** A function of a provider's program. */

import { DYNAMIC } from "../../terraform/lang/type.ts";
import type { Value } from "../../terraform/lang/value.ts";
import type { FunctionResult, ProviderFunction } from "../../terraform/provider.ts";
import type { Message } from "../protocol/protobuf.ts";
import { valueFrom, valueMessage } from "../protocol/value-message.ts";
import { PluginFailure } from "./plugin-client.ts";
import { readFunction } from "./read-schema.ts";

/** Asks a program that runs already, and waits; throws PluginFailure. */
export interface BlockingCalls {
  callNow(method: string, request: Message): Message;
}

export function hostedFunction(name: string, message: Message, calls: BlockingCalls): ProviderFunction {
  const definition = readFunction(message);
  const typeOf = (index: number) => (definition.parameters[index] ?? definition.variadic)?.type ?? DYNAMIC;
  return {
    ...definition,
    call(given: readonly Value[]): FunctionResult {
      const arguments_ = given.map((value, index) => valueMessage(value, typeOf(index)));
      const answer = answerOf(() => calls.callNow("CallFunction", { name, arguments: arguments_ }));
      const error = answer["error"] as Message | undefined;
      if (!error) return { result: valueFrom(answer["result"], definition.returns) };
      const argument = error["function_argument"] as number | undefined;
      return { error: error["text"] as string, ...(argument === undefined ? {} : { argument }) };
    },
  };
}

/** A function has no way to fail but its error: a program that ended is told there, as terraform does. */
function answerOf(call: () => Message): Message {
  try {
    return call();
  } catch (error) {
    if (error instanceof PluginFailure) return { error: { text: error.message } };
    throw error;
  }
}
