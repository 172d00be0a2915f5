/** The `-json` stream of plan, apply, destroy and refresh: one object a line. */

import { printKey } from "../../terraform/addresses/instance-key.ts";
import { printModuleInstance } from "../../terraform/addresses/module.ts";
import { impliedProviderName } from "../../terraform/addresses/provider.ts";
import {
  printResource,
  printResourceInstance,
  type ResourceInstanceAddress,
} from "../../terraform/addresses/resource.ts";
import { TERRAFORM_VERSION } from "../../terraform/config/terraform-version.ts";
import { diagnosticJson, isAdvice } from "../../terraform/diagnostics/json.ts";
import { toJson, typeToJson } from "../../terraform/lang/json.ts";
import { type JsonData, type JsonRecord, writeJson } from "../../terraform/lang/json-text.ts";
import { driftAction, outputChanges, sortedChanges, sortedDrift } from "../../terraform/plan/changes-json.ts";
import type { EngineEvent } from "../../terraform/plan/events.ts";
import type { Plan } from "../../terraform/plan/plan.ts";
import type { Drift } from "../../terraform/plan/plan-context.ts";
import type { PlannedAction, PlannedChange } from "../../terraform/plan/planned-change.ts";
import type { OutputState } from "../../terraform/state/state.ts";
import type { View } from "../view.ts";
import type { OperationOutput } from "./output.ts";
import { eventLine, summaryText } from "./text-output.ts";

const resourceJson = (address: ResourceInstanceAddress): JsonRecord => ({
  addr: printResourceInstance(address),
  module: printModuleInstance(address.module),
  resource: printResource(address.resource) + printKey(address.key),
  implied_provider: impliedProviderName(address.resource.type),
  resource_type: address.resource.type,
  resource_name: address.resource.name,
  resource_key: address.key ?? null,
});

const CHANGE_ACTIONS: Partial<Readonly<Record<PlannedAction, string>>> = {
  "no-op": "noop",
  create: "create",
  read: "read",
  update: "update",
  delete: "delete",
  "delete-create": "replace",
  "create-delete": "replace",
  forget: "remove",
};

const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "tainted",
  replace_by_request: "requested",
  replace_by_triggers: "replace_triggered_by",
  replace_because_cannot_update: "cannot_update",
  delete_because_no_resource_config: "delete_because_no_resource_config",
};

export function jsonOutput(view: View): OperationOutput {
  const line = (level: string, message: string, type: string, rest: JsonRecord): void => {
    const head = {
      "@level": level,
      "@message": message,
      "@module": "terraform.ui",
      "@timestamp": new Date().toISOString().replace("Z", "000Z"),
    };
    view.out(`${writeJson({ ...head, ...rest, type })}\n`);
  };
  line("info", `Terraform ${TERRAFORM_VERSION}`, "version", { terraform: TERRAFORM_VERSION, ui: "1.2" });
  return {
    emit(event) {
      const message = eventMessage(event);
      if (message) line("info", message.message, message.type, { hook: message.hook });
    },
    plan(plan) {
      for (const drift of sortedDrift(plan)) driftDetected(drift, line);
      for (const change of sortedChanges(plan.changes)) plannedChange(change, line);
      changeSummary(plan, line);
      const outputs = Object.entries(outputChanges(plan));
      if (outputs.length > 0) {
        line("info", `Outputs: ${outputs.length}`, "outputs", {
          outputs: Object.fromEntries(
            outputs.map(([name, change]) => [
              name,
              {
                sensitive: change.after_sensitive,
                action: change.actions[0] === "no-op" ? "noop" : (change.actions[0] as string),
              },
            ]),
          ) as JsonRecord,
        });
      }
    },
    savedPlan(plan) {
      for (const change of sortedChanges(plan.changes)) if (change.action !== "no-op") plannedChange(change, line);
    },
    planNextStep: () => undefined,
    diagnostics(diagnostics) {
      for (const diagnostic of diagnostics) {
        if (isAdvice(diagnostic)) continue;
        const json = diagnosticJson(diagnostic, view.sources);
        const level = diagnostic.severity === "error" ? "error" : "warn";
        const label = diagnostic.severity === "error" ? "Error" : "Warning";
        line(level, `${label}: ${diagnostic.summary}`, "diagnostic", { diagnostic: json as unknown as JsonData });
      }
    },
    applyComplete(summary, destroying) {
      const { added, changed, destroyed, imported } = summary;
      line("info", summaryText(summary, destroying), "change_summary", {
        changes: {
          add: added,
          change: changed,
          import: imported,
          remove: destroyed,
          operation: destroying ? "destroy" : "apply",
        },
      });
    },
    savedAt: () => undefined,
    outputs(outputs) {
      line("info", `Outputs: ${outputs.size}`, "outputs", { outputs: outputsJson(outputs) });
    },
    text: () => undefined,
  };
}

type Line = (level: string, message: string, type: string, rest: JsonRecord) => void;

const outputsJson = (outputs: ReadonlyMap<string, OutputState>): JsonRecord =>
  Object.fromEntries(
    [...outputs].map(([name, { value, sensitive }]): [string, JsonData] => [
      name,
      { sensitive, type: typeToJson(value.type), ...(sensitive ? {} : { value: toJson(value) }) },
    ]),
  );

function driftDetected(drift: Drift, line: Line): void {
  const address = printResourceInstance(drift.address);
  const { previousAddress = drift.address } = drift;
  const moved = printResourceInstance(previousAddress) !== address;
  const found = driftAction(drift);
  const action = found === "no-op" ? "move" : found;
  line("info", `${address}: Drift detected (${action})`, "resource_drift", {
    change: {
      resource: resourceJson(drift.address),
      ...(moved ? { previous_resource: resourceJson(previousAddress) } : {}),
      action,
    },
  });
}

function plannedChange(change: PlannedChange, line: Line): void {
  const address = printResourceInstance(change.address);
  const previous = printResourceInstance(change.previousAddress);
  const moved = previous !== address;
  if (change.action === "no-op" && !moved && !change.importing) return;
  const action =
    moved && change.action === "no-op"
      ? "move"
      : change.action === "no-op" && change.importing
        ? "import"
        : (CHANGE_ACTIONS[change.action] ?? "unknown");
  const reason = change.reason && (REASONS[change.reason] ?? change.reason);
  line("info", `${address}: Plan to ${action}`, "planned_change", {
    change: {
      resource: resourceJson(change.address),
      ...(moved ? { previous_resource: resourceJson(change.previousAddress) } : {}),
      action,
      ...(reason ? { reason } : {}),
      ...(change.importing ? { importing: { id: change.importing.id } } : {}),
      ...(change.generatedConfig === undefined ? {} : { generated_config: change.generatedConfig }),
    } as JsonRecord,
  });
}

function changeSummary(plan: Plan, line: Line): void {
  let [add, change, remove, imported] = [0, 0, 0, 0];
  for (const { action, importing } of plan.changes) {
    if (importing) imported++;
    if (action === "create" || action === "delete-create" || action === "create-delete") add++;
    if (action === "update") change++;
    if (action === "delete" || action === "delete-create" || action === "create-delete") remove++;
  }
  const imports = imported > 0 ? `${imported} to import, ` : "";
  line("info", `Plan: ${imports}${add} to add, ${change} to change, ${remove} to destroy.`, "change_summary", {
    changes: { add, change, import: imported, remove, operation: "plan" },
  });
}

const HOOK_TYPES: Readonly<Record<string, string>> = {
  "refresh-start": "refresh_start",
  "refresh-complete": "refresh_complete",
  "apply-start": "apply_start",
  "apply-progress": "apply_progress",
  "apply-complete": "apply_complete",
  "apply-errored": "apply_errored",
  "provision-start": "provision_start",
  "provision-output": "provision_progress",
  "provision-complete": "provision_complete",
  "provision-errored": "provision_errored",
  "ephemeral-start": "ephemeral_op_start",
  "ephemeral-complete": "ephemeral_op_complete",
  "ephemeral-errored": "ephemeral_op_errored",
};

function eventMessage(event: EngineEvent): { message: string; type: string; hook: JsonRecord } | undefined {
  const type = HOOK_TYPES[event.kind];
  if (!type || event.kind === "diagnostics") return undefined;
  const address = printResourceInstance(event.address);
  const shown = forPrograms(eventLine(event), event);
  const id = event.id ? { id_key: event.id.name, id_value: event.id.value } : {};
  const hook: Record<string, JsonData> = { resource: resourceJson(event.address) };
  if ("action" in event) hook["action"] = CHANGE_ACTIONS[event.action] ?? "unknown";
  if (!(event.kind === "apply-complete" && event.action === "delete")) Object.assign(hook, id);
  if ("elapsed" in event && !event.kind.endsWith("-start")) hook["elapsed_seconds"] = Math.floor(event.elapsed / 1000);
  if ("provisioner" in event) hook["provisioner"] = event.provisioner;
  switch (event.kind) {
    case "refresh-complete":
      return {
        message: `${address}: Refresh complete${event.id ? ` [${event.id.name}=${event.id.value}]` : ""}`,
        type,
        hook,
      };
    case "apply-errored":
      return {
        message: `${address}: ${capitalised(nounOf(event.action))} errored after ${Math.floor(event.elapsed / 1000)}s`,
        type,
        hook,
      };
    case "provision-output":
      hook["output"] = event.line;
      return { message: `${address}: (${event.provisioner}): ${event.line}`, type, hook };
    case "provision-complete":
      return { message: `${address}: (${event.provisioner}) Provisioning complete`, type, hook };
    case "provision-errored":
      return { message: `${address}: (${event.provisioner}) Provisioning errored`, type, hook };
    case "apply-complete":
      return (
        shown && {
          message: `${shown.subject}: ${shown.text.replace(/after (?:\d+m)?\d+s/, `after ${Math.floor(event.elapsed / 1000)}s`)}`,
          type,
          hook,
        }
      );
    default:
      return { message: shown ? `${shown.subject}: ${shown.text}` : address, type, hook };
  }
}

/** Programs are told that a data source is refreshed, not read. */
function forPrograms(line: ReturnType<typeof eventLine>, event: EngineEvent): typeof line {
  if (!line || !("action" in event) || event.action !== "read") return line;
  const text = line.text.replace("Reading", "Refreshing").replace("reading", "refreshing").replace("Read ", "Refresh ");
  return { ...line, text };
}

const nounOf = (action: PlannedAction): string =>
  action === "create"
    ? "creation"
    : action === "update"
      ? "modifications"
      : action === "delete"
        ? "destruction"
        : "refresh";

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
