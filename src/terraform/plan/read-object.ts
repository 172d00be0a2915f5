/** Reads an object of the state as a value of the current schema, upgrading what an older version has written. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { JsonValueError } from "../lang/json.ts";
import type { Value } from "../lang/value.ts";
import type { ProviderInstance, ResourceType } from "../provider.ts";
import type { StoredObject } from "../state/stored-object.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import { blockType } from "./schema-type.ts";

export interface ReadObject {
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export async function readObject(
  address: ResourceInstanceAddress,
  object: StoredObject,
  type: ResourceType,
  provider: ProviderInstance,
  providerType: string,
): Promise<ReadObject> {
  const { version, block } = type.schema;
  const name = printResourceInstance(address);
  if (object.schemaVersion > version) {
    return failed(
      "Resource instance managed by newer provider version",
      `The current state of ${name} was created by a newer provider version than is currently selected. Upgrade the ${providerType} provider to work with this state.`,
    );
  }
  try {
    if (object.schemaVersion < version) {
      const { state, diagnostics } = await type.upgrade(
        object.schemaVersion,
        object.nested(blockType(block)),
        provider,
      );
      const located = locateDiagnostics(diagnostics, undefined, name);
      return { value: located.some((d) => d.severity === "error") ? undefined : state, diagnostics: located };
    }
    return { value: object.value(blockType(block)), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof JsonValueError)) throw error;
    return failed(error.message, "");
  }
}

const failed = (summary: string, detail: string): ReadObject => ({
  value: undefined,
  diagnostics: [{ severity: "error", summary, detail }],
});
