/** Outcomes of checks (variable validations, conditions of resources and outputs, check blocks), as the state keeps them. */

import { compareUtf8 } from "../lang/type.ts";
import type { CheckResult, CheckStatus } from "../state/state.ts";

export type CheckKind = CheckResult["object_kind"];

interface ObjectOutcome {
  readonly statuses: CheckStatus[];
  readonly messages: string[];
}

interface ConfigOutcome {
  readonly kind: CheckKind;
  readonly objects: Map<string, ObjectOutcome>;
}

export const checkAddress = (module: string, name: string): string =>
  module === "" ? `check.${name}` : `${module}.check.${name}`;

export class Checks {
  readonly #outcomes = new Map<string, ConfigOutcome>();

  /** Says that there is something to check, even if no object of it turns up. */
  declare(kind: CheckKind, configAddress: string): void {
    if (!this.#outcomes.has(configAddress)) this.#outcomes.set(configAddress, { kind, objects: new Map() });
  }

  declareObject(kind: CheckKind, configAddress: string, address: string): ObjectOutcome {
    this.declare(kind, configAddress);
    const { objects } = this.#outcomes.get(configAddress) as ConfigOutcome;
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
      .map(([config_addr, { kind, objects }]) => {
        const results = [...objects.entries()]
          .sort(([a], [b]) => compareUtf8(a, b))
          .map(([object_addr, { statuses, messages }]) => ({
            object_addr,
            status: overall(statuses),
            ...(messages.length > 0 ? { failure_messages: messages } : {}),
          }));
        const status = objects.size === 0 ? "unknown" : overall(results.map((result) => result.status));
        return { object_kind: kind, config_addr, status, objects: results };
      });
  }
}

/** The worst one; nothing recorded yet is unknown. */
function overall(statuses: readonly CheckStatus[]): CheckStatus {
  for (const status of ["error", "fail", "unknown"] as const) if (statuses.includes(status)) return status;
  return statuses.length === 0 ? "unknown" : "pass";
}
