/** The static checks of a definition, with AWS's sentences: what CreateStateMachine refuses, ValidateStateMachineDefinition lists. */

import { plainText } from "../../../wire/plain-text.ts";
import { mapNumberFaults } from "./check-map-numbers.ts";
import { transitionFindings } from "./check-transitions.ts";
import { isTimestamp } from "./choice.ts";
import type { Machine, StateType } from "./definition.ts";
import type { Finding } from "./finding.ts";
import { parseIntrinsic } from "./intrinsic-parser.ts";
import { isIntrinsic } from "./intrinsics.ts";
import type { Json, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";
import { parsePath } from "./json-path.ts";
import { expressionIn } from "./jsonata-template.ts";
import { labelFault } from "./labels.ts";
import { type QueryLanguage, queryLanguageOf } from "./query-language.ts";
import { resourceFault } from "./resources.ts";
import { fieldFaults } from "./state-fields.ts";

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
  checkLanguage(value, location, findings);
  const missing = ["StartAt", "States"].filter((name) => value[name] === undefined);
  if (missing.length > 0) schema(`These fields are required: [${missing.join(", ")}]`, location || "/");
  const states = value.States;
  if (!isObject(states)) return;
  if (Object.keys(states).length === 0) schema("Value cannot be empty", `${location}/States`);
  for (const [name, state] of Object.entries(states)) {
    if (isObject(state)) checkState(state, `${location}/States/${name}`, findings, language);
    else schema("Expected type of Object", `${location}/States/${name}`);
  }
  findings.push(...transitionFindings(value.StartAt, states, location));
}

function checkLanguage({ QueryLanguage: given }: JsonObject, location: string, findings: Finding[]): void {
  if (given === undefined || given === "JSONPath" || given === "JSONata") return;
  const message = "The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata]";
  findings.push({ code: "SCHEMA_VALIDATION_FAILED", message, location: `${location}/QueryLanguage` });
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
  checkLanguage(state, location, findings);
  if (whole === "JSONata" && language === "JSONPath") {
    schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
  }
  for (const fault of fieldFaults(state, state.Type as StateType, language)) schema(fault);
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
  for (const [list, needed] of Object.entries(REQUIRED_OF_ITEMS)) {
    for (const [at, item] of (Array.isArray(state[list]) ? (state[list] as readonly Json[]) : []).entries()) {
      const absent = isObject(item) ? needed.filter((name) => item[name] === undefined) : [];
      if (absent.length > 0) {
        schema(`These fields are required: [${absent.join(", ")}]`, `${location}/${list}[${at}]`);
      }
    }
  }
  for (const field of ["TimeoutSeconds", "HeartbeatSeconds", "Error", "Cause"]) {
    if (state[field] === undefined || state[`${field}Path`] === undefined) continue;
    schema(`There should only be one of the following fields: [${field}, ${field}Path]`);
  }
  for (const name of INTEGERS) {
    const isExpression = language === "JSONata" && expressionIn(plainText(state[name])) !== undefined;
    if (state[name] !== undefined && !Number.isInteger(state[name]) && !isExpression) {
      schema("Expected value of type Integer", `${location}/${name}`);
    }
  }
  const resource =
    state.Type === "Task" && typeof state.Resource === "string" ? resourceFault(state.Resource) : undefined;
  if (resource !== undefined) schema(resource, `${location}/Resource`);
  checkInner(state, location, findings, whole);
}

// Source: AWS, reported (of a Choice's rules).
const REQUIRED_OF_ITEMS = { Choices: ["Next"], Retry: ["ErrorEquals"], Catch: ["ErrorEquals", "Next"] };

// Source: AWS, reported (the sentence, of a Map's MaxConcurrency).
const INTEGERS = ["TimeoutSeconds", "HeartbeatSeconds", "Seconds", "MaxConcurrency", "ToleratedFailureCount"];

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
  for (const { message, at } of mapNumberFaults(state, language)) {
    findings.push({ code: "SCHEMA_VALIDATION_FAILED", message, location: `${location}${at}` });
  }
  const inner = state.ItemProcessor === undefined ? "Iterator" : "ItemProcessor";
  if (state[inner] === undefined) {
    findings.push({
      code: "SCHEMA_VALIDATION_FAILED",
      message: "These fields are required: [ItemProcessor]",
      location,
    });
    return;
  }
  const machine = state[inner];
  if (isObject(machine) && machine.QueryLanguage !== undefined) {
    findings.push({
      code: "SCHEMA_VALIDATION_FAILED",
      message: "Field 'QueryLanguage' is not supported",
      location: `${location}/${inner}`,
    });
  }
  checkMachine(machine, `${location}/${inner}`, findings, language);
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
