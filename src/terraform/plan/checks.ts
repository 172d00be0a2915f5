/** Outcomes of checks (variable validations, conditions of resources and outputs, check blocks), as the state keeps them. */

import { printModulePath } from "../addresses/module.ts";
import { printResource } from "../addresses/resource.ts";
import type { ModuleTree } from "../config/module.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { CheckResult, CheckStatus } from "../state/state.ts";

export type CheckKind = CheckResult["object_kind"];

interface ObjectOutcome {
  readonly statuses: CheckStatus[];
  readonly messages: string[];
}

interface ConfigOutcome {
  readonly kind: CheckKind;
  /** What there is of it is known, if nothing at all. */
  expanded: boolean;
  readonly objects: Map<string, ObjectOutcome>;
}

export const checkAddress = (module: string, name: string): string =>
  module === "" ? `check.${name}` : `${module}.check.${name}`;

export class Checks {
  readonly #outcomes = new Map<string, ConfigOutcome>();

  /**
   * All that the configuration checks is told of, whether it was come to or not; and the objects that a plan has found,
   * though an apply need not come to them again: what is read while planning is not read a second time.
   */
  constructor(root?: ModuleTree, planned: readonly CheckResult[] = []) {
    if (root) this.#declareAll(root);
    for (const { object_kind: kind, config_addr: configAddress, objects } of planned) {
      for (const { object_addr: address } of objects) this.declareObject(kind, configAddress, address);
    }
  }

  #declareAll({ path, module, children }: ModuleTree): void {
    const prefix = path.length === 0 ? "" : `${printModulePath(path)}.`;
    for (const resource of [...module.managedResources.values(), ...module.dataResources.values()]) {
      const isChecked = resource.preconditions.length + resource.postconditions.length > 0;
      if (isChecked) this.#declare("resource", `${prefix}${printResource(resource)}`);
    }
    for (const { name, preconditions } of module.outputs.values()) {
      if (preconditions.length > 0) this.#declare("output_value", `${prefix}output.${name}`);
    }
    for (const { name } of module.checks.values()) this.#declare("check", `${prefix}check.${name}`);
    for (const { name, validations } of module.variables.values()) {
      if (validations.length > 0) this.#declare("var", `${prefix}var.${name}`);
    }
    for (const child of children.values()) this.#declareAll(child);
  }

  #declare(kind: CheckKind, configAddress: string): ConfigOutcome {
    let outcome = this.#outcomes.get(configAddress);
    if (!outcome) {
      outcome = { kind, expanded: false, objects: new Map() };
      this.#outcomes.set(configAddress, outcome);
    }
    return outcome;
  }

  /** Says that all objects of something to check are known, even if there is none. */
  expand(kind: CheckKind, configAddress: string): void {
    this.#declare(kind, configAddress).expanded = true;
  }

  declareObject(kind: CheckKind, configAddress: string, address: string): ObjectOutcome {
    const { objects } = this.#declare(kind, configAddress);
    let outcome = objects.get(address);
    if (!outcome) {
      outcome = { statuses: [], messages: [] };
      objects.set(address, outcome);
    }
    return outcome;
  }

  record(kind: CheckKind, configAddress: string, address: string, status: CheckStatus, message?: string): void {
    const outcome = this.declareObject(kind, configAddress, address);
    outcome.statuses.push(status);
    if (message !== undefined) outcome.messages.push(message);
  }

  /** Whether something recorded for the object has failed already. */
  hasFailed(configAddress: string, address: string): boolean {
    return this.#outcomes.get(configAddress)?.objects.get(address)?.statuses.includes("fail") ?? false;
  }

  results(): readonly CheckResult[] {
    return [...this.#outcomes.entries()]
      .sort(([a], [b]) => compareUtf8(a, b))
      .map(([config_addr, { kind, expanded, objects }]) => {
        const results = [...objects.entries()]
          .sort(([a], [b]) => compareUtf8(a, b))
          .map(([object_addr, { statuses, messages }]) => ({
            object_addr,
            status: overall(statuses),
            ...(messages.length > 0 ? { failure_messages: messages } : {}),
          }));
        const status =
          objects.size === 0 ? (expanded ? "pass" : "unknown") : overall(results.map((result) => result.status));
        return { object_kind: kind, config_addr, status, objects: results };
      });
  }
}

/** Nothing is checked while everything is destroyed; but what outputs of the root go is known. */
export function uncheckedResults(root: ModuleTree, outputs: boolean): readonly CheckResult[] {
  const checks = new Checks(root);
  if (!outputs) return checks.results();
  for (const { name, preconditions } of root.module.outputs.values()) {
    if (preconditions.length > 0) checks.declareObject("output_value", `output.${name}`, `output.${name}`);
  }
  return checks.results();
}

/** The worst one; nothing recorded yet is unknown. */
function overall(statuses: readonly CheckStatus[]): CheckStatus {
  for (const status of ["error", "fail", "unknown"] as const) if (statuses.includes(status)) return status;
  return statuses.length === 0 ? "unknown" : "pass";
}
