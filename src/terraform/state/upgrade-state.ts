/** State files of versions 1 to 3, which Terraform 0.11 and older wrote, brought to the form of version 4. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { impliedType, typeToJson } from "../lang/json.ts";
import { writeJson } from "../lang/json-text.ts";
import { goKind, isArray, type Json, memberOf, membersOf } from "./json.ts";

/** The old names of the parts of an address: `data.aws_ami.x.0`. */
const OLD_ADDRESS = /^(data\.)?([^.]+)\.([^.]+)(?:\.(\d+))?$/;

/** Says what is wrong in the words of Go's decoder, which stops at the first mistake. */
export function upgradeState(root: Json, version: number): { readonly root: Json } | { readonly problem: Diagnostic } {
  const modules = memberOf(root, "modules");
  const all = isArray(modules) ? modules : [];
  const resources: Json[] = [];
  let outputs: Json = new Map<string, Json>();
  for (const module of all) {
    const given = membersOf(memberOf(module, "outputs")) ?? new Map<string, Json>();
    const wrong = [...given.values()].find((output) => !membersOf(version === 1 ? new Map() : output));
    if (wrong !== undefined) return { problem: invalidField("modules.outputs", wrong) };
    const path = memberOf(module, "path");
    const steps = (isArray(path) ? path.slice(1) : []).map((name) => `module.${typeof name === "string" ? name : ""}`);
    if (steps.length === 0) outputs = new Map([...given].map(([name, o]) => [name, upgradeOutput(o, version)]));
    resources.push(...upgradeResources(memberOf(module, "resources"), steps.join(".")));
  }
  return {
    root: new Map<string, Json>([
      ["version", 4],
      ["terraform_version", memberOf(root, "terraform_version") ?? ""],
      ["serial", memberOf(root, "serial") ?? 0],
      ["lineage", memberOf(root, "lineage") ?? ""],
      ["outputs", outputs],
      ["resources", resources],
    ]),
  };
}

export const invalidField = (field: string, value: Json): Diagnostic => ({
  severity: "error",
  summary: "Invalid state file format",
  detail: `The state file field "${field}" has invalid value ${goKind(value)}`,
});

function upgradeOutput(output: Json, version: number): Json {
  const value = (version === 1 ? output : memberOf(output, "value")) ?? null;
  const members: [string, Json][] = [
    ["value", value],
    ["type", typeToJson(impliedType(value))],
  ];
  if (memberOf(output, "sensitive") === true) members.push(["sensitive", true]);
  return new Map(members);
}

function upgradeResources(data: Json | undefined, module: string): Json[] {
  const resources = new Map<string, { readonly members: [string, Json][]; readonly instances: Json[] }>();
  for (const [name, resource] of membersOf(data) ?? []) {
    const [, isData, type = "", label = "", index] = OLD_ADDRESS.exec(name) ?? [];
    const key = `${isData ?? ""}${type}.${label}`;
    const entry = resources.get(key) ?? {
      members: [
        ...(module === "" ? [] : [["module", module] as [string, Json]]),
        ["mode", isData === undefined ? "managed" : "data"],
        ["type", type],
        ["name", label],
        ["provider", upgradeProvider(memberOf(resource, "provider"), type, module)],
      ] as [string, Json][],
      instances: [],
    };
    resources.set(key, entry);
    const primary = memberOf(resource, "primary");
    if (membersOf(primary)) entry.instances.push(upgradeInstance(primary as Json, index, undefined));
    const deposed = memberOf(resource, "deposed");
    for (const [at, object] of (isArray(deposed) ? deposed : []).entries()) {
      entry.instances.push(upgradeInstance(object, index, at.toString(16).padStart(8, "0")));
    }
  }
  return [...resources.values()].map(({ members, instances }) => new Map([...members, ["instances", instances]]));
}

function upgradeInstance(data: Json, index: string | undefined, deposed: string | undefined): Json {
  const meta = new Map(membersOf(memberOf(data, "meta")) ?? []);
  const version = Number(writeJson(meta.get("schema_version") ?? 0).replaceAll('"', ""));
  meta.delete("schema_version");
  const attributes = new Map(membersOf(memberOf(data, "attributes")) ?? []);
  const id = memberOf(data, "id");
  if (!attributes.has("id") && typeof id === "string" && id !== "") attributes.set("id", id);
  const members: [string, Json][] = [
    ["schema_version", version],
    ["attributes_flat", attributes],
  ];
  if (index !== undefined) members.push(["index_key", Number(index)]);
  if (memberOf(data, "tainted") === true) members.push(["status", "tainted"]);
  if (deposed !== undefined) members.push(["deposed", deposed]);
  if (meta.size > 0) members.push(["private", Buffer.from(writeJson(meta)).toString("base64")]);
  return new Map(members);
}

/** Providers had no namespaces then; Terraform puts a dash where it cannot know. */
function upgradeProvider(given: Json | undefined, type: string, module: string): string {
  const text = typeof given === "string" && given !== "" ? given : undefined;
  const [, path = "", name = "", alias] =
    /^((?:module\.[^.]+\.)*)(?:provider\.)?([^.]+)(?:\.(.+))?$/.exec(
      text ?? `${module === "" ? "" : `${module}.`}provider.${type.replace(/_.*/s, "")}`,
    ) ?? [];
  const source = name === "terraform" ? "terraform.io/builtin/terraform" : `registry.terraform.io/-/${name}`;
  return `${path}provider["${source}"]${alias === undefined ? "" : `.${alias}`}`;
}
