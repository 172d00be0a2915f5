/** Version 4 of the state file as it is read: what each member must be, and what is said when it is not. */
import type { Diagnostic, Diagnostics } from "../../hcl/diagnostic.ts";
import type { InstanceKey } from "../addresses/instance-key.ts";
import { printAbsoluteResource, printResourceInstance, type ResourceMode } from "../addresses/resource.ts";
import { fromJson, JsonValueError, typeFromJson } from "../lang/json.ts";
import { quoteJson, writeJson } from "../lang/json-text.ts";
import type { Type } from "../lang/type.ts";
import type { PathStep, Value, ValuePath } from "../lang/value.ts";
import { isArray, isNumber, type Json, memberOf, membersOf } from "./json.ts";
import { parseModuleInstance } from "./module-path.ts";
import { type CheckResult, State } from "./state.ts";
import type { StateFile } from "./state-file.ts";
import { StoredObject } from "./stored-object.ts";
import { invalidField } from "./upgrade-state.ts";

/** What Go's decoder wants of the members. */
const FIELDS: readonly (readonly [name: string, fits: (value: Json) => boolean])[] = [
  ["terraform_version", (value) => typeof value === "string"],
  ["serial", (value) => isNumber(value) && /^\d+$/.test(value.toString())],
  ["lineage", (value) => typeof value === "string"],
  ["outputs", (value) => membersOf(value) !== undefined],
  ["resources", isArray],
];

export function readVersion4(root: Json): { readonly file?: StateFile; readonly diagnostics: Diagnostics } {
  const problems: Diagnostic[] = [];
  const wrong = FIELDS.find(([name, fits]) => {
    const value = memberOf(root, name);
    return value !== undefined && value !== null && !fits(value);
  });
  if (wrong) return { diagnostics: [invalidField(wrong[0], memberOf(root, wrong[0]) as Json)] };
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
    const read = readOutput(name, value, type);
    if ("problem" in read) problems.push(read.problem);
    else state.outputs.set(name, { value: read.value, sensitive: memberOf(output, "sensitive") === true });
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

function readOutput(
  name: string,
  value: Json,
  typeText: Json,
): { readonly value: Value } | { readonly problem: Diagnostic } {
  const refuse = (summary: string, detail: string): { readonly problem: Diagnostic } => ({
    problem: { severity: "error", summary, detail },
  });
  let type: Type;
  try {
    type = typeFromJson(typeText);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const reason = typeof typeText === "string" ? `invalid primitive type name ${quoteJson(typeText)}` : error.message;
    const detail = `The state file has an invalid type specification for output ${quoteJson(name)}: ${reason}.`;
    return refuse("Invalid output value type in state", detail);
  }
  try {
    return { value: fromJson(value, type) };
  } catch (error) {
    if (!(error instanceof JsonValueError)) throw error;
    const detail = `The state file has an invalid value for output ${quoteJson(name)}: ${error.message}.`;
    return refuse("Invalid output value saved in state", detail);
  }
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
    const givenKey = memberOf(instance, "index_key");
    if (typeof givenKey === "boolean" || isArray(givenKey) || membersOf(givenKey)) {
      const detail = `Resource ${printAbsoluteResource(address)} has an instance with the invalid instance key ${writeJson(givenKey as Json)}.`;
      problems.push({ severity: "error", summary: "Invalid resource instance metadata in state", detail });
      continue;
    }
    const key = readKey(givenKey);
    const object = readObject(instance);
    const deposed = text(memberOf(instance, "deposed"));
    const at = { ...address, key };
    const before = state.instance(at);
    if (deposed === "" ? before?.current : before?.deposed.has(deposed)) {
      const which = deposed === "" ? "" : ` deposed object ${quoteJson(deposed)}`;
      const detail = `Instance ${printResourceInstance(at)}${which} appears multiple times in the state file.`;
      problems.push({ severity: "error", summary: "Duplicate resource instance in state", detail });
      continue;
    }
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
  const nested = memberOf(data, "attributes");
  const attributes = nested ?? memberOf(data, "attributes_flat") ?? null;
  return StoredObject.fromJson(
    attributes,
    isNumber(version) ? Number(version.toString()) : 0,
    list(memberOf(data, "sensitive_attributes")).map(readPath),
    {
      status: memberOf(data, "status") === "tainted" ? "tainted" : "ready",
      dependencies: list(memberOf(data, "dependencies")).filter((d): d is string => typeof d === "string"),
      createBeforeDestroy: memberOf(data, "create_before_destroy") === true,
      flat: nested === undefined && membersOf(attributes) !== undefined,
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
