/** State files: which version one has, and version 4 as it is written. */
import type { Diagnostic, Diagnostics } from "../../hcl/diagnostic.ts";
import { printModuleInstance } from "../addresses/module.ts";
import { TERRAFORM_VERSION } from "../config/terraform-version.ts";
import { toJson, typeToJson } from "../lang/json.ts";
import { JsonSyntaxError, parseJson, quoteJson, writeIndentedJson } from "../lang/json-text.ts";
import type { BigFloat } from "../lang/number.ts";
import { compareUtf8 } from "../lang/type.ts";
import { Value, type ValuePath } from "../lang/value.ts";
import { goKind, isNumber, type Json, memberOf, membersOf } from "./json.ts";
import { readVersion4 } from "./read-version-4.ts";
import {
  type CheckResult,
  type InstanceState,
  type ResourceState,
  type State,
  sortedInstances,
  sortedResources,
} from "./state.ts";
import type { StoredObject } from "./stored-object.ts";
import { upgradeState } from "./upgrade-state.ts";

export interface StateFile {
  readonly serial: number;
  readonly lineage: string;
  readonly terraformVersion: string;
  readonly state: State;
}

export interface ParsedStateFile {
  readonly file?: StateFile;
  readonly diagnostics: Diagnostics;
  /** It says which version it has, so that it is a state file, if not one that can be read. */
  readonly isState?: boolean;
}

/** Reads the text of a state file; errors are in Terraform's words. */
export function parseStateFile(text: string): ParsedStateFile {
  const problems: Diagnostic[] = [];
  const unsupported = (detail: string): Diagnostic => ({
    severity: "error",
    summary: "Unsupported state file format",
    detail,
  });
  const noVersion = unsupported(
    'The state file does not have a "version" attribute, which is required to identify the format version.',
  );
  let root: Json;
  try {
    root = parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const offset = syntaxErrorOffset(text);
    problems.push(unsupported(`The state file could not be parsed as JSON: syntax error at byte offset ${offset}.`));
    return { diagnostics: [...problems, noVersion] };
  }
  if (!membersOf(root)) {
    if (root !== null) problems.push(unsupported(notAVersion(root)));
    return { diagnostics: [...problems, noVersion] };
  }
  const version = memberOf(root, "version");
  if (version === undefined || version === null) return { diagnostics: [noVersion] };
  const number = isNumber(version) ? Number(version.toString()) : Number.NaN;
  if (!Number.isInteger(number) || number < 0) return { diagnostics: [unsupported(notAVersion(version))] };
  if (number === 0) {
    const detail =
      "The state file uses JSON syntax but has a version number of zero. There was never a JSON-based state format zero, so this state file is invalid and cannot be processed.";
    return { diagnostics: [unsupported(detail)], isState: true };
  }
  if (number === 4) return { ...readVersion4(root), isState: true };
  if (number > 4) {
    const creator = memberOf(root, "terraform_version");
    const origin =
      typeof creator === "string" && creator !== ""
        ? `was created by Terraform ${creator}`
        : "may have been created by a newer version of Terraform";
    const detail = `The state file uses format version ${number}, which is not supported by Terraform ${TERRAFORM_VERSION}. This state file ${origin}.`;
    return { diagnostics: [unsupported(detail)], isState: true };
  }
  const upgraded = upgradeState(root, number);
  if ("problem" in upgraded) return { diagnostics: [upgraded.problem], isState: true };
  return { ...readVersion4(upgraded.root), isState: true };
}

const notAVersion = (data: Json): string =>
  `The version in the state file is ${goKind(data)}. A positive whole number is required.`;

/** Go counts the bytes read up to and including the one that made no sense. */
function syntaxErrorOffset(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return Buffer.byteLength(text.slice(0, bad));
}

/** Whether some text after this beginning could make it JSON. */
function mayGoOn(beginning: string): boolean {
  if (/(?:^|[\s:,[])(?:n|nu|nul|t|tr|tru|f|fa|fal|fals|-)$/.test(beginning))
    return mayGoOn(beginning.replace(/[a-z-]+$/, "0"));
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    if (/end of JSON|Unterminated|Bad control/.test(message)) return !message.includes("Bad control");
    const position = /position (\d+)/.exec(message);
    return position !== null && Number(position[1]) >= beginning.length;
  }
}

/** The whole text of a state file. `resourceText` may keep the text of resources that did not change. */
export const printStateFile = (file: StateFile): string =>
  printStateWith(file.serial, file.lineage, printStateContent(file.state));

/** A state file, from what `printStateContent` gave for its state. */
export const printStateWith = (serial: number, lineage: string, content: string): string =>
  `{\n  "version": 4,\n  "terraform_version": ${quoteJson(TERRAFORM_VERSION)},\n  "serial": ${serial},\n  "lineage": ${quoteJson(lineage)},\n${content}`;

/** What a state file says of the state itself, without serial and lineage. */
export function printStateContent(state: State): string {
  const outputs = new Map<string, Json>();
  for (const name of [...state.outputs.keys()].sort(compareUtf8)) {
    const { value, sensitive } = state.outputs.get(name) as { value: Value; sensitive: boolean };
    const members: [string, Json][] = [
      ["value", toJson(value)],
      ["type", typeToJson(value.type)],
    ];
    if (sensitive) members.push(["sensitive", true]);
    outputs.set(name, new Map(members));
  }
  const resources = byModuleText(sortedResources(state)).map((resource) => `    ${printResourceState(resource)}`);
  return [
    `  "outputs": ${indented(outputs, "  ")},`,
    `  "resources": ${resources.length === 0 ? "[]" : `[\n${resources.join(",\n")}\n  ]`},`,
    `  "check_results": ${indented(checkResultsJson(state.checkResults), "  ")}`,
    "}\n",
  ].join("\n");
}

const indented = (data: Json, margin: string): string => writeIndentedJson(data, "  ", margin);

const checkResultsJson = (results: readonly CheckResult[] | undefined): Json =>
  results === undefined || results.length === 0
    ? null
    : results.map((result) => ({
        object_kind: result.object_kind === "output_value" ? "output" : result.object_kind,
        config_addr: result.config_addr,
        status: result.status,
        objects:
          result.objects.length === 0 ? null : result.objects.map((object) => ({ ...object }) as unknown as Json),
      }));

/** Modules come in the order of their addresses' text here. */
const byModuleText = (resources: readonly ResourceState[]): readonly ResourceState[] =>
  resources.every(({ address }) => address.module.length === 0)
    ? resources
    : resources
        .map((resource) => ({ resource, module: printModuleInstance(resource.address.module) }))
        .sort((a, b) => compareUtf8(a.module, b.module))
        .map(({ resource }) => resource);

/** One entry of `resources`, indented as it stands in the file. */
function printResourceState(resource: ResourceState): string {
  const { module, resource: address } = resource.address;
  const members: [string, string][] = [];
  if (module.length > 0) members.push(["module", printModuleInstance(module)]);
  members.push(["mode", address.mode], ["type", address.type], ["name", address.name], ["provider", resource.provider]);
  const instances: string[] = [];
  for (const instance of sortedInstances(resource)) {
    const { current } = instance;
    for (const key of [...instance.deposed.keys()].sort()) {
      instances.push(printInstance(instance, instance.deposed.get(key) as StoredObject, key));
    }
    if (current) instances.push(printInstance(instance, current, undefined));
  }
  const head = members.map(([name, value]) => `      "${name}": ${quoteJson(value)},\n`).join("");
  const list = instances.length === 0 ? "[]" : `[\n${instances.join(",\n")}\n      ]`;
  return `{\n${head}      "instances": ${list}\n    }`;
}

function printInstance(instance: InstanceState, object: StoredObject, deposed: string | undefined): string {
  const { key } = instance;
  const index = key === undefined ? "" : `          "index_key": ${typeof key === "number" ? key : quoteJson(key)},\n`;
  const status = object.status === "tainted" ? '          "status": "tainted",\n' : "";
  const name = deposed === undefined ? "" : `          "deposed": ${quoteJson(deposed)},\n`;
  return `        {\n${index}${status}${name}${printObject(object)}\n        }`;
}

/** Objects never change, so each is printed once, however often the state is written. */
const printed = new WeakMap<StoredObject, string>();

function printObject(object: StoredObject): string {
  const known = printed.get(object);
  if (known !== undefined) return known;
  const members: [string, Json][] = [
    ["schema_version", object.schemaVersion],
    [object.flat ? "attributes_flat" : "attributes", object.attributes],
    ["sensitive_attributes", object.sensitivePaths.map(pathJson)],
  ];
  if (object.private && object.private.length > 0) {
    members.push(["private", Buffer.from(object.private).toString("base64")]);
  }
  if (object.dependencies.length > 0) members.push(["dependencies", object.dependencies]);
  if (object.createBeforeDestroy) members.push(["create_before_destroy", true]);
  const text = members.map(([name, value]) => `          "${name}": ${indented(value, "          ")}`).join(",\n");
  printed.set(object, text);
  return text;
}

const pathJson = (path: ValuePath): Json =>
  path.map((step): Json => {
    if (step.kind === "attribute") return { type: "get_attr", value: step.name };
    const { key } = step;
    const plain = key instanceof Value ? (key.content as string | BigFloat) : key;
    return {
      type: "index",
      value: { value: plain, type: typeof plain === "string" ? "string" : "number" },
    };
  });
