/** What happens during a plan or an apply, as commands show it and `-json` streams it. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { ResourceInstanceAddress } from "../addresses/resource.ts";
import type { Value } from "../lang/value.ts";
import type { PlannedAction } from "./planned-change.ts";

interface OnObject {
  readonly address: ResourceInstanceAddress;
  /** The attribute that says which object it is, where there is one. */
  readonly id?: ObjectId | undefined;
}

export interface ObjectId {
  readonly name: string;
  readonly value: string;
}

export type EngineEvent =
  | (OnObject & { readonly kind: "refresh-start" | "refresh-complete"; readonly deposed?: string })
  | (OnObject & { readonly kind: "import-prepare" })
  /** By the import command: the provider has found the object. */
  | (OnObject & { readonly kind: "imported" })
  | (OnObject & {
      readonly kind: "apply-start" | "apply-complete" | "apply-errored" | "apply-progress";
      readonly action: PlannedAction;
      readonly deposed?: string | undefined;
      readonly elapsed: number;
    })
  | (OnObject & { readonly kind: "import-start" | "import-complete"; readonly importId: string })
  | (OnObject & {
      readonly kind: "ephemeral-start" | "ephemeral-complete" | "ephemeral-errored";
      readonly operation: "open" | "renew" | "close";
      readonly elapsed: number;
    })
  | (OnObject & {
      readonly kind: "provision-start" | "provision-complete" | "provision-errored";
      readonly provisioner: string;
    })
  | (OnObject & { readonly kind: "provision-output"; readonly provisioner: string; readonly line: string })
  | { readonly kind: "diagnostics"; readonly diagnostics: readonly Diagnostic[] };

export interface EventSink {
  emit(event: EngineEvent): void;
}

/** Which attribute names the object for a reader: `id`, else `name`, else a tag. Sensitive or unknown ones do not. */
export function objectId(object: Value): ObjectId | undefined {
  if (object.isNull || !object.isKnown || !(object.content instanceof Map)) return undefined;
  for (const name of ["id", "name"]) {
    const value = object.entries.get(name);
    if (value && !value.isMarked && value.type.kind === "string" && typeof value.content === "string") {
      if (value.content !== "") return { name, value: value.content };
    }
  }
  for (const name of ["tags", "tags_all"]) {
    const tags = object.entries.get(name);
    if (tags && !tags.isMarked && tags.content instanceof Map) {
      for (const key of ["name", "Name"]) {
        const value = tags.entries.get(key);
        if (value && !value.isMarked && typeof value.content === "string") return { name: key, value: value.content };
      }
    }
  }
  return undefined;
}
