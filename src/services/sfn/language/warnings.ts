/** What a definition says that is allowed, but hardly meant. Source: the API's reference (the three codes). */
import type { Finding } from "./finding.ts";
import type { Json, JsonObject } from "./json.ts";
import { isList, isObject } from "./json.ts";
import { parsePath } from "./json-path.ts";
import { type QueryLanguage, queryLanguageOf } from "./query-language.ts";

interface Warning extends Omit<Finding, "code"> {
  readonly code: "NO_DOLLAR" | "NO_PATH" | "PASS_RESULT_IS_STATIC";
}

export function warningsOf(machine: JsonObject, location = "", whole = queryLanguageOf(machine)): Warning[] {
  return Object.entries(isObject(machine.States) ? machine.States : {}).flatMap(([name, state]) =>
    isObject(state) ? [...ofState(state, `${location}/States/${name}`, whole)] : [],
  );
}

const TEMPLATES = ["Parameters", "ResultSelector", "ItemSelector", "Assign"];
const LITERALS = ["Seconds", "Timestamp", "TimeoutSeconds", "HeartbeatSeconds", "Error", "Cause", "MaxConcurrency"];

function* ofState(state: JsonObject, location: string, whole: QueryLanguage): IterableIterator<Warning> {
  const inner = [state.Branches, state.ItemProcessor, state.Iterator];
  for (const [at, member] of (["Branches", "ItemProcessor", "Iterator"] as const).entries()) {
    const machines = inner[at];
    const list = isList(machines ?? null) ? (machines as readonly Json[]) : [machines];
    for (const [index, machine] of list.entries()) {
      const place = isList(machines ?? null) ? `${member}[${index}]` : member;
      if (isObject(machine)) yield* warningsOf(machine, `${location}/${place}`, whole);
    }
  }
  if (queryLanguageOf(state, whole) === "JSONata") return;
  for (const name of TEMPLATES) {
    for (const at of expressionsIn(state[name] ?? null, `${location}/${name}`)) {
      const message =
        "The field's value looks like a path or an intrinsic function, but its name does not end with '.$'";
      yield { code: "NO_DOLLAR", message, location: at };
    }
  }
  for (const name of LITERALS) {
    const value = state[name];
    if (typeof value !== "string" || !isExpression(value)) continue;
    const message = "The field's value looks like a path, but its name does not end with 'Path'";
    yield { code: "NO_PATH", message, location: `${location}/${name}` };
  }
  for (const at of state.Type === "Pass" ? expressionsIn(state.Result ?? null, `${location}/Result`, true) : []) {
    const message = "The result of a Pass state is static: paths in it are not evaluated";
    yield { code: "PASS_RESULT_IS_STATIC", message, location: at };
  }
}

/** Where texts are that look like expressions; those of members that end in `.$` are meant so. */
function* expressionsIn(value: Json, location: string, evenMeant = false): IterableIterator<string> {
  if (typeof value === "string") {
    if (isExpression(value)) yield location;
  } else if (isList(value)) {
    for (const [at, item] of value.entries()) yield* expressionsIn(item, `${location}[${at}]`, evenMeant);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (evenMeant || !name.endsWith(".$")) yield* expressionsIn(item, `${location}/${name}`, evenMeant);
    }
  }
}

const isExpression = (text: string): boolean =>
  /^States\.[A-Za-z0-9]+\(/.test(text) || (/^\$\$?[.[]/.test(text) && parsePath(text) !== undefined);
