/**
 * Where the states of a machine lead. Source: AWS, measured: whatever the field, a missing target is told as one of
 * 'Next'; a machine that cannot end is told without a place, and then no state as unreachable.
 */
import type { Finding } from "./finding.ts";
import type { Json, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";

export function transitionFindings(start: unknown, states: JsonObject, location: string): Finding[] {
  const findings: Finding[] = [];
  const told = (message: string, at: string): void =>
    void findings.push({ code: "MISSING_TRANSITION_TARGET", message, location: at });
  const reached = new Set<string>();
  if (typeof start === "string") {
    reached.add(start);
    if (!(start in states)) told(`Missing 'Next' target: ${start}`, `${location}/StartAt`);
  }
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    for (const { target, at } of targetsOf(state)) {
      reached.add(target);
      if (!(target in states)) told(`Missing 'Next' target: ${target}`, `${location}/States/${name}/${at}`);
    }
  }
  if (Object.keys(states).length > 0 && !Object.values(states).some(isTerminal)) {
    findings.push({ code: "MISSING_END_STATE", message: "Workflow has no terminal state", location: "" });
    return findings;
  }
  // Without a beginning nothing is reached; that is told already.
  for (const name of start === undefined ? [] : Object.keys(states)) {
    if (!reached.has(name)) told(`State "${name}" is not reachable.`, `${location}/States/${name}`);
  }
  return findings;
}

/** What is no state is told elsewhere, and so is one that leads nowhere. */
function isTerminal(state: Json): boolean {
  if (!isObject(state) || state.End === true || state.Type === "Succeed" || state.Type === "Fail") return true;
  return state.Type !== "Choice" && state.Next === undefined;
}

function targetsOf(state: JsonObject): { readonly target: string; readonly at: string }[] {
  const lists = (["Choices", "Catch"] as const).flatMap((list) =>
    (Array.isArray(state[list]) ? (state[list] as readonly Json[]) : []).map((item, at) => ({
      target: isObject(item) ? item.Next : undefined,
      at: `${list}[${at}]/Next`,
    })),
  );
  return [{ target: state.Next, at: "Next" }, { target: state.Default, at: "Default" }, ...lists].flatMap(
    ({ target, at }) => (typeof target === "string" ? [{ target, at }] : []),
  );
}
