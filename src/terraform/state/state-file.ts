/** State files, version 4: `{version, terraform_version, serial, lineage, outputs, resources, check_results}`. */
import type { Diagnostic, Diagnostics } from "../../hcl/diagnostic.ts";
import type { InstanceKey } from "../addresses/instance-key.ts";
import { printModuleInstance } from "../addresses/module.ts";
import type { ResourceMode } from "../addresses/resource.ts";
import { TERRAFORM_VERSION } from "../config/terraform-version.ts";
import { fromJson, toJson, typeFromJson, typeToJson } from "../lang/json.ts";
import { JsonSyntaxError, parseJson, quoteJson, writeIndentedJson } from "../lang/json-text.ts";
import type { BigFloat } from "../lang/number.ts";
import { compareUtf8 } from "../lang/type.ts";
import { type PathStep, Value, type ValuePath } from "../lang/value.ts";
import { isArray, isNumber, type Json, memberOf, membersOf } from "./json.ts";
import { parseModuleInstance } from "./module-path.ts";
import {
  type CheckResult,
  type InstanceState,
  type ResourceState,
  State,
  sortedInstances,
  sortedResources,
} from "./state.ts";
import { StoredObject } from "./stored-object.ts";

export interface StateFile {
  readonly serial: number;
  readonly lineage: string;
  readonly terraformVersion: string;
  readonly state: State;
}

/** Reads the text of a state file; errors are in Terraform's words. */
export function parseStateFile(text: string): { readonly file?: StateFile; readonly diagnostics: Diagnostics } {
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
    const kind = isArray(root) ? "array" : isNumber(root) ? "number" : typeof root === "string" ? "string" : "bool";
    if (root !== null) {
      problems.push(unsupported(`The version in the state file is ${kind}. A positive whole number is required.`));
    }
    return { diagnostics: [...problems, noVersion] };
  }
  const version = memberOf(root, "version");
  if (version === undefined || version === null) return { diagnostics: [noVersion] };
  const number = isNumber(version) ? Number(version.toString()) : Number.NaN;
  if (!Number.isInteger(number) || number < 0) {
    return {
      diagnostics: [
        unsupported("The state file has an invalid version attribute. A positive whole number is required."),
      ],
    };
  }
  if (number === 0) {
    return {
      diagnostics: [
        unsupported(
          "The state file uses format version zero, which is not supported by Terraform. This version of Terraform does not support state format versions older than 1.",
        ),
      ],
    };
  }
  if (number !== 4) {
    return {
      diagnostics: [
        unsupported(
          `The state file uses format version ${number}, which is not supported by Terraform ${TERRAFORM_VERSION}. This state file may have been created by a newer version of Terraform.`,
        ),
      ],
    };
  }
  return parseVersion4(root);
}

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

function parseVersion4(root: Json): { readonly file?: StateFile; readonly diagnostics: Diagnostics } {
  const problems: Diagnostic[] = [];
  const state = new State();
  const terraformVersion = text(memberOf(root, "terraform_version"));
  if (terraformVersion !== "" && !/^v?\d+(\.\d+)*(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(terraformVersion)) {
    problems.push({
      severity: "error",
      summary: "Invalid Terraform version string",
      detail: `State file claims to have been written by Terraform version ${quoteJson(terraformVersion)}, which is not a valid version string.`,
    });
  }
  for (const resource of list(memberOf(root, "resources"))) readResource(resource, state, problems);
  for (const [name, output] of membersOf(memberOf(root, "outputs")) ?? []) {
    const type = memberOf(output, "type");
    const value = memberOf(output, "value");
    if (type === undefined || value === undefined) continue;
    state.outputs.set(name, {
      value: fromJson(value, typeFromJson(type)),
      sensitive: memberOf(output, "sensitive") === true,
    });
  }
  const checks = memberOf(root, "check_results");
  if (isArray(checks)) state.checkResults = checks.map(readCheckResult);
  if (problems.length > 0) return { diagnostics: problems };
  const serial = memberOf(root, "serial");
  return {
    file: {
      serial: isNumber(serial) ? Number(serial.toString()) : 0,
      lineage: text(memberOf(root, "lineage")),
      terraformVersion,
      state,
    },
    diagnostics: [],
  };
}

const text = (data: Json | undefined): string => (typeof data === "string" ? data : "");
const list = (data: Json | undefined): readonly Json[] => (isArray(data) ? data : []);

function readResource(data: Json, state: State, problems: Diagnostic[]): void {
  const mode = text(memberOf(data, "mode"));
  const type = text(memberOf(data, "type"));
  const name = text(memberOf(data, "name"));
  if (mode !== "managed" && mode !== "data") {
    problems.push({
      severity: "error",
      summary: "Invalid resource mode in state",
      detail: `State contains a resource with mode ${quoteJson(mode)} (${quoteJson(type)} ${quoteJson(name)}) which is not supported.`,
    });
    return;
  }
  const module = parseModuleInstance(text(memberOf(data, "module")));
  const provider = text(memberOf(data, "provider"));
  // A resource whose provider cannot be read is passed over, as Terraform does.
  if (!module || !/provider\["[^"]+"\]/.test(provider)) return;
  const address = { module, resource: { mode: mode as ResourceMode, type, name } };
  for (const instance of list(memberOf(data, "instances"))) {
    const key = readKey(memberOf(instance, "index_key"));
    const object = readObject(instance);
    const deposed = text(memberOf(instance, "deposed"));
    const at = { ...address, key };
    if (deposed === "") state.setCurrent(at, object, provider);
    else state.setDeposed(at, deposed, object, provider);
  }
}

function readKey(data: Json | undefined): InstanceKey {
  if (typeof data === "string") return data;
  return isNumber(data) ? Number(data.toString()) : undefined;
}

function readObject(data: Json): StoredObject {
  const version = memberOf(data, "schema_version");
  const privateData = memberOf(data, "private");
  const flat = memberOf(data, "attributes_flat");
  const attributes = memberOf(data, "attributes") ?? flat ?? null;
  return StoredObject.fromJson(
    attributes,
    isNumber(version) ? Number(version.toString()) : 0,
    list(memberOf(data, "sensitive_attributes")).map(readPath),
    {
      status: memberOf(data, "status") === "tainted" ? "tainted" : "ready",
      dependencies: list(memberOf(data, "dependencies")).filter((d): d is string => typeof d === "string"),
      createBeforeDestroy: memberOf(data, "create_before_destroy") === true,
      private: typeof privateData === "string" ? Buffer.from(privateData, "base64") : undefined,
    },
  );
}

const readPath = (data: Json): ValuePath =>
  list(data).map((step): PathStep => {
    const value = memberOf(step, "value");
    if (memberOf(step, "type") === "get_attr") return { kind: "attribute", name: text(value) };
    const type = typeFromJson(memberOf(value, "type") ?? "string");
    const key = fromJson(memberOf(value, "value") ?? null, type);
    return { kind: "index", key: type.kind === "number" ? key.number.toNumber() : key.string };
  });

/** Outputs have another name here than in what `show` tells of checks. */
const checkKind = (kind: string): CheckResult["object_kind"] =>
  (kind === "output" ? "output_value" : kind) as CheckResult["object_kind"];

const readCheckResult = (data: Json): CheckResult => ({
  object_kind: checkKind(text(memberOf(data, "object_kind"))),
  config_addr: text(memberOf(data, "config_addr")),
  status: text(memberOf(data, "status")) as CheckResult["status"],
  objects: list(memberOf(data, "objects")).map((object) => {
    const messages = memberOf(object, "failure_messages");
    return {
      object_addr: text(memberOf(object, "object_addr")),
      status: text(memberOf(object, "status")) as CheckResult["status"],
      ...(isArray(messages) ? { failure_messages: messages.map(text) } : {}),
    };
  }),
});

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
    ["attributes", object.attributes],
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
