/** Takes an existing object into the state, as an import block or the import command asks. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printProviderConfig, printProviderSource } from "../addresses/provider.ts";
import type { ResourceInstanceAddress } from "../addresses/resource.ts";
import type { Limit } from "../graph/limit.ts";
import type { ResourceType } from "../provider.ts";
import type { State } from "../state/state.ts";
import { StoredObject } from "../state/stored-object.ts";
import type { ConfiguredProvider } from "./configured-providers.ts";
import type { EventSink } from "./events.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import type { ResourceNode } from "./resource-node.ts";
import type { DiagnosticSink } from "./run.ts";
import { blockType } from "./schema-type.ts";

export interface ImportRun {
  readonly state: State;
  readonly events: EventSink;
  readonly limit: Limit;
  readonly diagnostics: DiagnosticSink;
}

interface ImportOptions {
  /** By the import command, not by an import block. */
  readonly command: boolean;
}

export async function importObject(
  run: ImportRun & ImportOptions,
  node: ResourceNode,
  provider: ConfiguredProvider,
  type: ResourceType,
  at: ResourceInstanceAddress,
  id: string,
): Promise<boolean> {
  run.events.emit({ kind: "import-prepare", address: at, id: { name: "id", value: id } });
  const result = await run.limit.run(() => type.importState(id, provider.instance));
  // Terraform says of no resource that it is the one that could not be imported.
  if (!run.diagnostics.report(locateDiagnostics(result.diagnostics, undefined, undefined))) return false;
  const [imported, ...others] = result.imported;
  if (!imported) {
    return run.diagnostics.report([
      {
        severity: "error",
        summary: "Import returned no resources",
        detail: `While attempting to import with ID ${JSON.stringify(id)}, the provider returned no instance states.`,
      },
    ]);
  }
  if (others.length > 0) return run.diagnostics.report([tooMany(node, id)]);
  if ((imported.type ?? at.resource.type) !== at.resource.type || imported.state.isNull) {
    return run.diagnostics.report([
      {
        severity: "error",
        summary: "Import returned null resource",
        detail: `While attempting to import with ID ${JSON.stringify(id)}, the provider ${JSON.stringify(printProviderSource(provider.address.provider))} returned an instance with no state.`,
      },
    ]);
  }
  const object = StoredObject.fromValue(imported.state, blockType(type.schema.block), type.schema.version, {
    status: "ready",
    dependencies: [],
    createBeforeDestroy: false,
    private: imported.private,
  });
  run.state.setCurrent(at, object, printProviderConfig(provider.address));
  if (run.command) run.events.emit({ kind: "imported", address: at });
  return true;
}

const tooMany = ({ resource }: ResourceNode, id: string): Diagnostic =>
  errorAt(
    resource.range,
    "Multiple import states not supported",
    `While attempting to import with ID ${JSON.stringify(id)}, the provider returned multiple resource instance states. This is not currently supported.`,
  );
