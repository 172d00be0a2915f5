/** The plan in the form of `terraform show -json` (format 1.2): what other tools read and what the text is made from. */
import type { Json } from "../state/json.ts";

export type ActionName = "no-op" | "create" | "read" | "update" | "delete" | "forget" | "open";

export interface ChangeJson {
  readonly actions: readonly ActionName[];
  readonly before: Json;
  readonly after?: Json;
  readonly after_unknown: Json;
  readonly before_sensitive: Json;
  readonly after_sensitive: Json;
  readonly replace_paths?: Json;
  readonly importing?: { readonly id?: string; readonly unknown?: boolean };
  readonly generated_config?: string;
}

export type ActionReason =
  | "replace_because_cannot_update"
  | "replace_because_tainted"
  | "replace_by_request"
  | "replace_by_triggers"
  | "delete_because_no_resource_config"
  | "delete_because_no_module"
  | "delete_because_no_move_target"
  | "delete_because_wrong_repetition"
  | "delete_because_count_index"
  | "delete_because_each_key"
  | "read_because_config_unknown"
  | "read_because_dependency_pending"
  | "read_because_check_nested";

export interface ResourceChangeJson {
  readonly address: string;
  readonly previous_address?: string;
  readonly module_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  readonly deposed?: string;
  readonly change: ChangeJson;
  readonly action_reason?: ActionReason;
}

export interface RelevantAttributeJson {
  readonly resource: string;
  readonly attribute: readonly (string | number)[];
}

/** The parts that the text of a plan needs. */
export interface RenderedPlan {
  readonly resource_changes: readonly ResourceChangeJson[];
  readonly resource_drift: readonly ResourceChangeJson[];
  readonly output_changes: Readonly<Record<string, ChangeJson>>;
  readonly relevant_attributes: readonly RelevantAttributeJson[];
  readonly mode: "normal" | "destroy" | "refresh-only";
  readonly errored: boolean;
  /** False when a later plan will have more to do (deferred changes). */
  readonly applyable: boolean;
}
