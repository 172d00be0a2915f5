/** `from` or `to` of a moved block: a module or resource below the block's module, with or without instance keys. */
import type { SourceRange } from "../../hcl/source.ts";
import type { InstanceKey } from "../addresses/instance-key.ts";
import type { ModuleInstancePath } from "../addresses/module.ts";
import type { ResourceAddress } from "../addresses/resource.ts";

export interface MovedEndpoint {
  /** For a module endpoint the last step is the module itself. */
  readonly module: ModuleInstancePath;
  /** Absent for a module. */
  readonly resource?: ResourceAddress;
  /** Of the resource; absent means "the resource" or "its instance without a key", as the other endpoint decides. */
  readonly key: InstanceKey;
  readonly range: SourceRange;
}
