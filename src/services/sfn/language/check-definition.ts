/** The static checks of a definition, with AWS's sentences: what CreateStateMachine refuses, ValidateStateMachineDefinition lists. */

import { plainText } from "../../../wire/plain-text.ts";
import { isTimestamp } from "./choice.ts";
import type { Machine, StateType } from "./definition.ts";
import { parseIntrinsic } from "./intrinsic-parser.ts";
import { isIntrinsic } from "./intrinsics.ts";
import type { Json, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";
import { parsePath } from "./json-path.ts";
import { expressionIn } from "./jsonata-template.ts";
import { labelFault } from "./labels.ts";
import { type QueryLanguage, queryLanguageOf } from "./query-language.ts";
import { unsupportedFields } from "./state-fields.ts";

export interface Finding {
  readonly code: "SCHEMA_VALIDATION_FAILED" | "MISSING_TRANSITION_TARGET" | "INVALID_JSON_DESCRIPTION";
  readonly message: string;
  /** Such as `/States/First/Next`. */
  readonly location: string;
}

const TYPES: readonly StateType[] = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"];

export interface CheckedDefinition {
  /** The machine, when nothing is wrong with it. */
  readonly machine: Machine | undefined;
  readonly findings: readonly Finding[];
}

export function checkDefinition(text: string): CheckedDefinition {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Source: AWS, recorded.
    if (text.trim() === "") {
      const message = "Definition must be a valid JSON object";
      return { machine: undefined, findings: [{ code: "SCHEMA_VALIDATION_FAILED", message, location: "" }] };
    }
    const message = error instanceof Error ? error.message : "";
    return { machine: undefined, findings: [{ code: "INVALID_JSON_DESCRIPTION", message, location: "" }] };
  }
  const findings: Finding[] = [];
  checkMachine(value, "", findings, isObject(value) ? queryLanguageOf(value as Speaking) : "JSONPath");
  return { machine: findings.length === 0 ? (value as Machine) : undefined, findings };
}

type Speaking = { readonly QueryLanguage?: string };

function checkMachine(value: unknown, location: string, findings: Finding[], language: QueryLanguage): void {
  const schema = (message: string, at: string) =>
    findings.push({ code: "SCHEMA_VALIDATION_FAILED", message, location: at });
  if (!isObject(value)) {
    schema("Expected type of Object", location || "/");
    return;
  }
  const missing = ["StartAt", "States"].filter((name) => value[name] === undefined);
  if (missing.length > 0) schema(`These fields are required: [${missing.join(", ")}]`, location || "/");
  const states = value.States;
  if (!isObject(states)) return;
  if (Object.keys(states).length === 0) schema("Value cannot be empty", `${location}/States`);
  for (const [name, state] of Object.entries(states)) {
    if (isObject(state)) checkState(state, `${location}/States/${name}`, findings, language);
    else schema("Expected type of Object", `${location}/States/${name}`);
  }
  checkTransitions(value.StartAt, states, location, findings);
}

function checkState(state: JsonObject, location: string, findings: Finding[], whole: QueryLanguage): void {
  const schema = (message: string, at = location) =>
    findings.push({ code: "SCHEMA_VALIDATION_FAILED", message, location: at });
  if (state.Type === undefined) {
    schema("These fields are required: [Type]");
    return;
  }
  if (!TYPES.some((type) => type === state.Type)) {
    schema(`The field 'Type' should have one of these values: [${TYPES.join(", ")}]`, `${location}/Type`);
    return;
  }
  const required = REQUIRED[state.Type as StateType] ?? [];
  const missing = required.filter((name) => state[name] === undefined);
  if (missing.length > 0) schema(`These fields are required: [${missing.join(", ")}]`);
  if (!["Succeed", "Fail", "Choice"].includes(state.Type as string)) {
    if (state.Next === undefined && state.End !== true) schema("These fields are required: [Next]");
    if (state.Next !== undefined && state.End === true) schema("A state cannot have both 'Next' and 'End' fields");
  }
  const language = queryLanguageOf(state as Speaking, whole);
  if (whole === "JSONata" && language === "JSONPath") {
    schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
  }
  for (const name of unsupportedFields(state, state.Type as StateType, language)) {
    schema("Field is not supported", `${location}/${name}`);
  }
  for (const name of ["InputPath", "OutputPath", "ResultPath", "ItemsPath", "SecondsPath", "TimestampPath"]) {
    const path = state[name];
    if (typeof path === "string" && !path.startsWith("States.") && !parsePath(path)) {
      schema(`Value is not a ${name === "ResultPath" ? "Reference Path" : "valid JSONPath"}`, `${location}/${name}`);
    }
  }
  const isExpressed = language === "JSONata" && expressionIn(plainText(state.Timestamp)) !== undefined;
  if (typeof state.Timestamp === "string" && !isExpressed && !isTimestamp(state.Timestamp)) {
    schema("String does not match RFC3339 timestamp", `${location}/Timestamp`);
  }
  if (
    isObject(state.Credentials) &&
    state.Credentials.RoleArn === undefined &&
    state.Credentials["RoleArn.$"] === undefined
  ) {
    schema("The field 'RoleArn' is required but was missing", `${location}/Credentials`);
  }
  for (const name of language === "JSONata" ? [] : ["Parameters", "ResultSelector", "ItemSelector", "Assign"]) {
    checkTemplate(state[name] ?? null, `${location}/${name}`, findings);
  }
  if (typeof state.Label === "string") {
    const fault = labelFault(state.Label);
    if (fault !== undefined) schema(fault, `${location}/Label`);
  }
  checkInner(state, location, findings, whole);
}

const REQUIRED: Readonly<Partial<Record<StateType, readonly string[]>>> = {
  Task: ["Resource"],
  Choice: ["Choices"],
  Parallel: ["Branches"],
};

function checkInner(state: JsonObject, location: string, findings: Finding[], language: QueryLanguage): void {
  const branches = state.Branches;
  if (Array.isArray(branches)) {
    if (branches.length === 0) {
      findings.push({
        code: "SCHEMA_VALIDATION_FAILED",
        message: "Value cannot be empty",
        location: `${location}/Branches`,
      });
    }
    branches.forEach((branch: unknown, at) => checkMachine(branch, `${location}/Branches[${at}]`, findings, language));
  }
  if (state.Type !== "Map") return;
  const inner = state.ItemProcessor === undefined ? "Iterator" : "ItemProcessor";
  if (state[inner] === undefined) {
    findings.push({
      code: "SCHEMA_VALIDATION_FAILED",
      message: "These fields are required: [ItemProcessor]",
      location,
    });
  } else checkMachine(state[inner], `${location}/${inner}`, findings, language);
}

function checkTemplate(template: Json, location: string, findings: Finding[]): void {
  if (Array.isArray(template)) {
    template.forEach((item: Json, at) => checkTemplate(item, `${location}[${at}]`, findings));
  } else if (isObject(template)) {
    for (const [name, value] of Object.entries(template)) {
      if (!name.endsWith(".$")) checkTemplate(value, `${location}/${name}`, findings);
      else if (typeof value !== "string" || !isExpression(value)) {
        findings.push({
          code: "SCHEMA_VALIDATION_FAILED",
          message: `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
          location: `${location}/${name}`,
        });
      }
    }
  }
}

function isExpression(text: string): boolean {
  if (!text.startsWith("States.")) return parsePath(text) !== undefined;
  const call = parseIntrinsic(text);
  return call !== undefined && isIntrinsic(call.name);
}

function checkTransitions(start: unknown, states: JsonObject, location: string, findings: Finding[]): void {
  const missing = (field: string, target: string, at: string) =>
    findings.push({ code: "MISSING_TRANSITION_TARGET", message: `Missing '${field}' target: ${target}`, location: at });
  const reached = new Set<string>();
  if (typeof start === "string") {
    reached.add(start);
    if (!(start in states)) missing("StartAt", start, `${location}/StartAt`);
  }
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue;
    for (const { field, target, at } of targetsOf(state)) {
      reached.add(target);
      if (!(target in states)) missing(field, target, `${location}/States/${name}/${at}`);
    }
  }
  // Without a beginning nothing is reached; that is told already.
  for (const name of start === undefined ? [] : Object.keys(states)) {
    if (!reached.has(name)) {
      findings.push({
        code: "MISSING_TRANSITION_TARGET",
        message: `State "${name}" is not reachable.`,
        location: `${location}/States/${name}`,
      });
    }
  }
}

function targetsOf(state: JsonObject): { readonly field: string; readonly target: string; readonly at: string }[] {
  const lists = (["Choices", "Catch"] as const).flatMap((list) =>
    (Array.isArray(state[list]) ? (state[list] as readonly Json[]) : []).map((item, at) => ({
      field: "Next",
      target: isObject(item) ? item.Next : undefined,
      at: `${list}[${at}]/Next`,
    })),
  );
  return [
    { field: "Next", target: state.Next, at: "Next" },
    { field: "Default", target: state.Default, at: "Default" },
    ...lists,
  ].flatMap(({ field, target, at }) => (typeof target === "string" ? [{ field, target, at }] : []));
}
