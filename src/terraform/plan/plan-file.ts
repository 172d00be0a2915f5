/**
 * Saved plans: the plan with all its values, the state it starts from, the variables, and the files of the
 * configuration, so that applying it needs nothing else that may have changed in the meantime.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { InstanceKey } from "../addresses/instance-key.ts";
import { type ProviderConfigAddress, printProviderConfig } from "../addresses/provider.ts";
import type { ResourceInstanceAddress } from "../addresses/resource.ts";
import { loadConfiguration } from "../config/load-tree.ts";
import type { ModuleTree } from "../config/module.ts";
import type { Sources } from "../diagnostics/sources.ts";
import { parseJson, writeJson } from "../lang/json-text.ts";
import { EPHEMERAL } from "../lang/marks.ts";
import type { PathStep, Value, ValuePath } from "../lang/value.ts";
import { integerOf, isArray, isNumber, type Json, memberOf, membersOf } from "../state/json.ts";
import { parseStateFile, printStateFile } from "../state/state-file.ts";
import { Checks } from "./checks.ts";
import { forEachTree } from "./config-graph.ts";
import type { Plan } from "./plan.ts";
import type { Drift, PlanMode } from "./plan-context.ts";
import type { ActionReason, RelevantAttributeJson } from "./plan-json.ts";
import { Changes, type OutputChange, type PlannedAction, type PlannedChange } from "./planned-change.ts";
import { parseProviderConfig } from "./provider-config-text.ts";
import type { Target } from "./targets.ts";
import { decodeValue, encodeValue } from "./value-codec.ts";

const FORMAT = "terrarium-plan-1";

export interface SavedPlan {
  readonly plan: Plan;
  readonly workspace: string;
  /** Of the state that was planned against. */
  readonly lineage: string;
  readonly serial: number;
  /** The serial was that of no file at all. */
  readonly hadState: boolean;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly moduleManifest: string | undefined;
  /** Ephemeral variables that had a value, and must have one again. */
  readonly ephemeralVariables: readonly string[];
}

export interface PlanContents extends Omit<SavedPlan, "files" | "ephemeralVariables"> {
  readonly tree: ModuleTree;
}

export function writePlanFile(path: string, contents: PlanContents): void {
  const { plan, tree, workspace, lineage, serial, hadState, moduleManifest } = contents;
  const files: Json[] = [];
  forEachTree(tree, ({ module }) => {
    for (const { filename, text } of module.files) files.push([filename, text]);
  });
  const saved = [...plan.variables].filter(([, value]) => !value.hasMark(EPHEMERAL));
  const ephemeral = [...plan.variables].filter(([, value]) => value.hasMark(EPHEMERAL) && !value.isNull);
  const document: Json = {
    format: FORMAT,
    mode: plan.mode,
    timestamp: plan.timestamp.toISOString(),
    workspace,
    lineage,
    serial,
    hadState,
    applyable: plan.applyable,
    errored: plan.errored,
    files,
    moduleManifest: moduleManifest ?? null,
    variables: new Map(saved.map(([name, value]) => [name, encodeValue(value)])),
    writtenVariables: new Map([...plan.writtenVariables].map(([name, value]) => [name, encodeValue(value)])),
    ephemeralVariables: ephemeral.map(([name]) => name),
    priorState: printStateFile({ serial: 0, lineage: "", terraformVersion: "", state: plan.priorState }),
    changes: [...plan.changes].map(changeJson),
    outputs: [...plan.changes.outputs.values()].map(outputJson),
    drift: plan.drift.map(driftJson),
    relevant: plan.relevantAttributes as unknown as Json,
    targets: plan.targets.map(targetJson),
    replace: plan.replace,
  };
  writeFileSync(path, gzipSync(writeJson(document)), { mode: 0o600 });
}

const targetJson = ({ module, resource, key }: Target): Json => ({
  module: module.map((step) => ({ name: step.name, key: step.key ?? null })),
  resource: resource ? { mode: resource.mode, type: resource.type, name: resource.name } : null,
  key: key ?? null,
});

const addressJson = ({ module, resource, key }: ResourceInstanceAddress): Json => ({
  module: module.map((step) => [step.name, step.key ?? null]),
  mode: resource.mode,
  type: resource.type,
  name: resource.name,
  key: key ?? null,
});

const changeJson = (change: PlannedChange): Json => ({
  address: addressJson(change.address),
  previous: addressJson(change.previousAddress),
  deposed: change.deposed ?? null,
  provider: printProviderConfig(change.provider),
  action: change.action,
  reason: change.reason ?? null,
  before: encodeValue(change.before),
  after: encodeValue(change.after),
  replace: change.requiredReplace.map((path) =>
    path.map((step) =>
      step.kind === "attribute"
        ? { attribute: step.name }
        : { index: typeof step.key === "object" ? "" : String(step.key), number: typeof step.key === "number" },
    ),
  ),
  private: change.private ? Buffer.from(change.private).toString("base64") : null,
  importing: change.importing?.id ?? null,
  generated: change.generatedConfig ?? null,
});

const outputJson = ({ name, sensitive, sensitiveAfter, before, after, action }: OutputChange): Json => ({
  name,
  sensitive,
  sensitiveAfter,
  before: encodeValue(before),
  after: encodeValue(after),
  action,
});

const driftJson = ({ address, previousAddress, provider, before, after }: Drift): Json => ({
  address: addressJson(address),
  previous: previousAddress ? addressJson(previousAddress) : null,
  provider: printProviderConfig(provider),
  before: encodeValue(before),
  after: before === after ? null : encodeValue(after),
});

function readDrift(json: Json): Drift {
  const previous = memberOf(json, "previous") ?? null;
  const before = valueOf(json, "before");
  return {
    address: readAddress(memberOf(json, "address") as Json),
    ...(previous === null ? {} : { previousAddress: readAddress(previous) }),
    provider: parseProviderConfig(memberOf(json, "provider") as string) as ProviderConfigAddress,
    before,
    after: memberOf(json, "after") === null ? before : valueOf(json, "after"),
  };
}

/** Undefined when the file is no saved plan of ours. Throws when it cannot be read. */
export function readPlanFile(path: string): SavedPlan | undefined {
  const bytes = readFileSync(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return undefined;
  const document = parseJson(gunzipSync(bytes).toString("utf8"));
  if (memberOf(document, "format") !== FORMAT) return undefined;
  const of = (name: string): Json => memberOf(document, name) ?? null;
  const { file } = parseStateFile(of("priorState") as string);
  if (!file) return undefined;
  const changes = new Changes();
  for (const json of of("changes") as readonly Json[]) changes.add(readChange(json));
  for (const json of of("outputs") as readonly Json[]) {
    const name = memberOf(json, "name") as string;
    changes.outputs.set(name, {
      name,
      sensitive: memberOf(json, "sensitive") === true,
      sensitiveAfter: memberOf(json, "sensitiveAfter") === true,
      before: valueOf(json, "before"),
      after: valueOf(json, "after"),
      action: memberOf(json, "action") as OutputChange["action"],
    });
  }
  const variables = new Map<string, Value>();
  for (const [name, json] of membersOf(of("variables")) ?? []) variables.set(name, decodeValue(json));
  const writtenVariables = new Map<string, Value>();
  for (const [name, json] of membersOf(of("writtenVariables")) ?? []) writtenVariables.set(name, decodeValue(json));
  const plan: Plan = {
    mode: of("mode") as PlanMode,
    changes,
    drift: (of("drift") as readonly Json[]).map(readDrift),
    priorState: file.state,
    checks: new Checks(),
    diagnostics: [],
    errored: of("errored") === true,
    applyable: of("applyable") === true,
    relevantAttributes: readRelevant(of("relevant")),
    timestamp: new Date(of("timestamp") as string),
    variables,
    writtenVariables,
    targets: readTargets(of("targets")),
    replace: of("replace") as readonly string[],
    generated: new Map(),
  };
  return {
    plan,
    workspace: of("workspace") as string,
    lineage: of("lineage") as string,
    serial: integerOf(of("serial")),
    hadState: of("hadState") === true,
    files: (of("files") as readonly (readonly [string, string])[]).map(([name, text]) => ({ name, text })),
    moduleManifest: (of("moduleManifest") as string | null) ?? undefined,
    ephemeralVariables: of("ephemeralVariables") as readonly string[],
  };
}

const valueOf = (json: Json, name: string): Value => decodeValue(memberOf(json, name) ?? null);

const keyOf = (json: Json | undefined): InstanceKey =>
  typeof json === "string" ? json : isNumber(json) ? integerOf(json) : undefined;

function readAddress(json: Json): ResourceInstanceAddress {
  const module = (memberOf(json, "module") as readonly (readonly [string, Json])[]).map(([name, key]) => ({
    name,
    key: keyOf(key),
  }));
  return {
    module,
    resource: {
      mode: memberOf(json, "mode") as "managed",
      type: memberOf(json, "type") as string,
      name: memberOf(json, "name") as string,
    },
    key: keyOf(memberOf(json, "key")),
  };
}

function readChange(json: Json): PlannedChange {
  const text = (name: string): string | undefined => (memberOf(json, name) as string | null) ?? undefined;
  const deposed = text("deposed");
  const reason = text("reason");
  const importing = text("importing");
  const generated = text("generated");
  const kept = text("private");
  return {
    address: readAddress(memberOf(json, "address") as Json),
    previousAddress: readAddress(memberOf(json, "previous") as Json),
    ...(deposed === undefined ? {} : { deposed }),
    provider: parseProviderConfig(text("provider") as string) as ProviderConfigAddress,
    action: text("action") as PlannedAction,
    ...(reason === undefined ? {} : { reason: reason as ActionReason }),
    before: valueOf(json, "before"),
    after: valueOf(json, "after"),
    requiredReplace: (memberOf(json, "replace") as readonly Json[]).map(readPath),
    private: kept === undefined ? undefined : Buffer.from(kept, "base64"),
    ...(importing === undefined ? {} : { importing: { id: importing } }),
    ...(generated === undefined ? {} : { generatedConfig: generated }),
  };
}

const readPath = (json: Json): ValuePath =>
  (json as readonly Json[]).map((step): PathStep => {
    const name = memberOf(step, "attribute");
    if (typeof name === "string") return { kind: "attribute", name };
    const index = memberOf(step, "index") as string;
    return { kind: "index", key: memberOf(step, "number") === true ? Number(index) : index };
  });

const readRelevant = (json: Json): readonly RelevantAttributeJson[] =>
  (isArray(json) ? json : []).map((item) => ({
    resource: memberOf(item, "resource") as string,
    attribute: (memberOf(item, "attribute") as readonly Json[]).map((step) =>
      typeof step === "string" ? step : integerOf(step),
    ),
  }));

const readTargets = (json: Json): readonly Target[] =>
  (isArray(json) ? json : []).map((item): Target => {
    const resource = memberOf(item, "resource");
    const key = keyOf(memberOf(item, "key"));
    return {
      module: (memberOf(item, "module") as readonly Json[]).map((step) => ({
        name: memberOf(step, "name") as string,
        key: keyOf(memberOf(step, "key")),
      })),
      ...(resource === undefined || resource === null
        ? {}
        : {
            resource: {
              mode: memberOf(resource, "mode") as "managed",
              type: memberOf(resource, "type") as string,
              name: memberOf(resource, "name") as string,
            },
          }),
      ...(key === undefined ? {} : { key }),
    };
  });

/** The configuration as it was when the plan was made. */
export function loadSavedConfiguration(saved: SavedPlan, sources: Sources): ModuleTree | undefined {
  // Deep enough for modules beside and above the root module.
  const base = mkdtempSync(join(tmpdir(), "terrarium-plan-"));
  const root = join(base, "a/b/c/d/e/f/g/h", "root");
  try {
    for (const { name, text } of saved.files) {
      const path = isAbsolute(name) ? name : join(root, name);
      if (!path.startsWith(base)) continue;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const dataDirectory = join(root, ".terraform");
    if (saved.moduleManifest !== undefined) {
      mkdirSync(join(dataDirectory, "modules"), { recursive: true });
      writeFileSync(join(dataDirectory, "modules", "modules.json"), saved.moduleManifest);
    }
    mkdirSync(root, { recursive: true });
    return loadConfiguration({ directory: root, dataDirectory, sources }).tree;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
