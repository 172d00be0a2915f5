/** One resource of the plan: the comment that says what happens to it, its header, and its difference. */
import type { ActionReason, ChangeJson, ResourceChangeJson } from "../plan/plan-json.ts";
import type { BlockSchema } from "../provider.ts";
import type { Json } from "../state/json.ts";
import { blockDiff } from "./block-diff.ts";
import { type Change, EVERYWHERE, type PathSet } from "./change.ts";
import { type Action, actionSymbol, type Diff, PLAN_OPTIONS, quoteGo } from "./diff.ts";
import { paint } from "./style.ts";

export function changeOf(json: ChangeJson, relevant: PathSet = EVERYWHERE): Change {
  return {
    before: json.before,
    after: json.after,
    beforeExplicit: false,
    afterExplicit: false,
    unknown: json.after_unknown,
    beforeSensitive: json.before_sensitive,
    afterSensitive: json.after_sensitive,
    replace: { paths: (json.replace_paths ?? []) as readonly (readonly Json[])[], deep: false },
    relevant,
  };
}

export function actionOfJson({ actions }: ChangeJson): Action {
  if (actions.length === 2) {
    if (actions[0] === "forget") return "forget";
    return actions[0] === "create" ? "create-delete" : "delete-create";
  }
  return actions[0] as Action;
}

export interface ResourceDiff {
  readonly change: ResourceChangeJson;
  readonly action: Action;
  readonly diff: Diff;
}

export const resourceDiff = (
  change: ResourceChangeJson,
  schema: BlockSchema,
  relevant: PathSet = EVERYWHERE,
): ResourceDiff => ({
  change,
  action: actionOfJson(change.change),
  diff: blockDiff(shownChange(change.change, relevant), schema),
});

/** What is only forgotten stays as it is. */
function shownChange(json: ChangeJson, relevant: PathSet): Change {
  const change = changeOf(json, relevant);
  if (actionOfJson(json) !== "forget") return change;
  return { ...change, after: change.before, afterSensitive: change.beforeSensitive, unknown: false };
}

export const movedFrom = ({ address, previous_address }: ResourceChangeJson): string | undefined =>
  previous_address !== undefined && previous_address !== address ? previous_address : undefined;

export function renderResourceDiff(
  { change, action, diff }: ResourceDiff,
  cause: "proposed" | "detected",
  colour: boolean,
): string {
  const options = { ...PLAN_OPTIONS(colour), showUnchanged: change.change.importing !== undefined };
  const comment = resourceComment(change, action, cause, colour);
  const body = diff.render(0, options);
  const keyword = change.mode === "data" ? "data" : "resource";
  return `${comment}${actionSymbol(action, colour)} ${keyword} ${quoteGo(change.type)} ${quoteGo(change.name)} ${body}`;
}

function resourceComment(
  change: ResourceChangeJson,
  action: Action,
  cause: "proposed" | "detected",
  colour: boolean,
): string {
  const bold = (text: string): string => paint({ colour }, text, "bold");
  const alarm = (text: string): string => paint({ colour }, text, "bold", "red");
  const address =
    change.deposed === undefined ? change.address : `${change.address} (deposed object ${change.deposed})`;
  const from = movedFrom(change);
  const lines: string[] = [];
  const line = (text: string): number => lines.push(`  # ${text}`);
  const reason = change.action_reason;
  switch (action) {
    case "create":
      line(bold(`${address} will be created`));
      break;
    case "read":
      line(bold(`${address} will be read during apply`));
      if (reason === "read_because_config_unknown") line("(config refers to values not yet known)");
      if (reason === "read_because_dependency_pending")
        line("(depends on a resource or a module with changes pending)");
      if (reason === "read_because_check_nested") line("(config will be reloaded to verify a check block)");
      break;
    case "update":
      line(bold(cause === "proposed" ? `${address} will be updated in-place` : `${address} has changed`));
      break;
    case "delete-create":
    case "create-delete":
      if (reason === "replace_because_tainted") {
        lines.push(`  # ${bold(`${address} is tainted, so must be `)}${alarm("replaced")}`);
      } else if (reason === "replace_by_request") {
        lines.push(`  # ${bold(`${address} will be `)}${alarm("replaced")}, as requested`);
      } else if (reason === "replace_by_triggers") {
        lines.push(`  # ${bold(`${address} will be `)}${alarm("replaced")} due to changes in replace_triggered_by`);
      } else {
        lines.push(`  # ${bold(`${address} must be `)}${alarm("replaced")}`);
      }
      break;
    case "delete":
      if (cause === "detected") line(bold(`${address} has been deleted`));
      else lines.push(`  # ${bold(`${address} will be `)}${alarm("destroyed")}`);
      for (const text of deletionReason(change, reason)) line(text);
      break;
    case "forget":
      lines.push(
        ` # ${bold(`${address} will no longer be managed by Terraform, but will not be destroyed`)}`,
        " # (destroy = false is set in the configuration)",
      );
      break;
    case "no-op":
      if (from !== undefined) {
        line(bold(`${from} has moved to ${address}`));
        break;
      }
      if (change.change.importing) {
        line(bold(`${address} will be imported`));
        if (change.change.generated_config !== undefined) line("(config will be generated)");
        break;
      }
      line(bold(`${address} has no changes`));
      break;
    default:
      line(bold(`${address} has an action the plan renderer does not support (this is a bug)`));
  }
  if (from !== undefined && action !== "no-op") line(`(moved from ${from})`);
  if (change.change.importing && (action !== "no-op" || from !== undefined)) {
    const id = change.change.importing.id;
    line(id === undefined ? "(will be imported first)" : `(imported from "${id}")`);
    if (action === "delete-create" || action === "create-delete") {
      line(paint({ colour }, "Warning: this will destroy the imported resource", "yellow"));
    }
  }
  return `${lines.join("\n")}\n`;
}

function deletionReason(change: ResourceChangeJson, reason: ActionReason | undefined): readonly string[] {
  const { type, name, index } = change;
  const resource = change.mode === "data" ? `data.${type}.${name}` : `${type}.${name}`;
  switch (reason) {
    case "delete_because_no_resource_config":
      return [`(because ${resource} is not in configuration)`];
    case "delete_because_no_move_target":
      return [`(because ${change.previous_address} was moved to ${change.address}, which is not in configuration)`];
    case "delete_because_no_module":
      return [`(because ${change.module_address} is not in configuration)`];
    case "delete_because_wrong_repetition":
      if (typeof index === "number") return ["(because resource does not use count)"];
      if (typeof index === "string") return ["(because resource does not use for_each)"];
      return ["(because resource uses count or for_each)"];
    case "delete_because_count_index":
      return [`(because index [${index}] is out of range for count)`];
    case "delete_because_each_key":
      return [`(because key [${quoteGo(String(index))}] is not in for_each map)`];
    default:
      return change.deposed === undefined ? [] : ["(left over from a partially-failed replacement of this instance)"];
  }
}
