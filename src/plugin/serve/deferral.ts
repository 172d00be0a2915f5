/**
 * Answers of a provider that was configured with what is not known yet, to a terraform that can put off what depends on
 * it. They are those of the providers' plugin SDK: plans and states as they were asked about, and nothing read.
 */
import { unknownValue } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type { ProviderType, Schema } from "../../terraform/provider.ts";
import type { Message } from "../protocol/protobuf.ts";
import { stateMessage } from "../protocol/value-message.ts";

const PROVIDER_CONFIG_UNKNOWN = 2;
const deferred: Message = { reason: PROVIDER_CONFIG_UNKNOWN };

export const allowsDeferral = (request: Message): boolean =>
  (request["client_capabilities"] as Message | undefined)?.["deferral_allowed"] === true;

/** Undefined for calls that are never put off, and for types that there are not. */
export function deferredAnswer(provider: ProviderType, method: string, request: Message): Message | undefined {
  const type = request["type_name"] as string;
  const unknown = (types: ReadonlyMap<string, { readonly schema: Schema }>): Message | undefined => {
    const schema = types.get(type)?.schema;
    return schema && stateMessage(unknownValue(blockType(schema.block)), schema);
  };
  switch (method) {
    case "ReadResource":
      return { new_state: request["current_state"], private: request["private"], deferred };
    case "PlanResourceChange":
      return { planned_state: request["proposed_new_state"], planned_private: request["prior_private"], deferred };
    case "ImportResourceState": {
      const state = unknown(provider.resources);
      return state && { imported_resources: [{ type_name: type, state }], deferred };
    }
    case "ReadDataSource": {
      const state = unknown(provider.dataSources);
      return state && { state, deferred };
    }
    case "OpenEphemeralResource": {
      const result = unknown(provider.ephemeralResources);
      return result && { result, deferred };
    }
  }
  return undefined;
}
