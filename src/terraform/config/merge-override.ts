/** Override files change single arguments of what other files declare. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange, type SourceRange } from "../../hcl/source.ts";
import type { Body, Traversal } from "../../hcl/syntax.ts";
import { localProviderKey } from "../addresses/provider.ts";
import { printResource, type ResourceMode } from "../addresses/resource.ts";
import { withoutOptional } from "../lang/type-constraint.ts";
import type { ModuleDraft } from "./assemble-module.ts";
import { tryConvert } from "./constant.ts";
import type { DecodedFile } from "./decode-file.ts";
import type { DecodedModuleCall } from "./decode-module-call.ts";
import type { DecodedOutput } from "./decode-output.ts";
import type { DecodedResource } from "./decode-resource.ts";
import type { DecodedVariable } from "./decode-variable.ts";
import type { ProviderConfig } from "./module.ts";

export function applyOverrides(draft: ModuleDraft, files: readonly DecodedFile[], diagnostics: Diagnostic[]): void {
  for (const file of files) {
    for (const { providers } of file.settings.flatMap(({ requiredProviders }) => requiredProviders)) {
      for (const [name, provider] of providers) draft.requiredProviders.set(name, provider);
    }
  }
  for (const file of files) applyOverride(draft, file, diagnostics);
}

function applyOverride(draft: ModuleDraft, file: DecodedFile, diagnostics: Diagnostic[]): void {
  overrideSettings(draft, file, diagnostics);
  for (const config of file.providers) overrideProvider(draft, config, diagnostics);
  each(draft.variables, file.variables, mergeVariable, missingVariable, diagnostics);
  each(draft.locals, file.locals, (_, local) => local, missingLocal, diagnostics);
  each(draft.outputs, file.outputs, mergeOutput, missingOutput, diagnostics);
  each(draft.calls, file.calls, mergeCall, missingCall, diagnostics);
  for (const resource of file.resources) {
    const all = draft.resources[resource.mode];
    const key = printResource(resource);
    const base = all.get(key);
    if (base) all.set(key, mergeResource(base, resource, diagnostics));
    else diagnostics.push(errorAt(resource.range, ...missingResource(resource)));
  }
  for (const [kind, blocks, what] of [
    ["moved", file.moved, "Records of moved objects"],
    ["import", file.imports, "Import blocks"],
  ] as const) {
    for (const { range } of blocks) {
      const detail = `${what} can appear only in normal files, not in override files.`;
      diagnostics.push(errorAt(range, `Cannot override '${kind}' blocks`, detail));
    }
  }
}

function overrideSettings(draft: ModuleDraft, { settings }: DecodedFile, diagnostics: Diagnostic[]): void {
  const versions = settings.flatMap(({ requiredVersions }) => requiredVersions);
  if (versions.length > 0) draft.requiredVersions = versions;
  const [backend, otherBackend] = settings.flatMap(({ backends }) => backends);
  const [cloud, otherCloud] = settings.flatMap(({ clouds }) => clouds);
  if (backend && otherBackend) {
    const detail = `Each override file may have only one backend configuration. A backend was previously configured at ${printRange(backend.range)}.`;
    diagnostics.push(errorAt(otherBackend.range, "Duplicate override backend configuration", detail));
  }
  if (cloud && otherCloud) {
    const detail = `A module may have only one 'cloud' block configuring HCP Terraform or Terraform Enterprise. The 'cloud' block was previously configured at ${printRange(cloud.range)}.`;
    diagnostics.push(errorAt(otherCloud.range, "Duplicate HCP Terraform configurations", detail));
  }
  // A backend replaces a cloud block and the other way around.
  if (backend) {
    draft.backend = backend;
    delete draft.cloud;
  }
  if (cloud) {
    draft.cloud = cloud;
    delete draft.backend;
  }
}

function overrideProvider(draft: ModuleDraft, config: ProviderConfig, diagnostics: Diagnostic[]): void {
  const key = localProviderKey({ localName: config.name, alias: config.alias });
  const base = draft.providerConfigs.get(key);
  if (!base && config.alias) {
    const detail = `There is no ${config.name} provider configuration with the alias "${config.alias}". An override file can only override an aliased provider configuration that was already defined in a primary configuration file.`;
    diagnostics.push(errorAt(config.range, "Missing base provider configuration for override", detail));
    return;
  }
  const merged = base && {
    ...base,
    ...(config.version ? { version: config.version } : {}),
    body: overrideBody(base.body, config.body),
  };
  draft.providerConfigs.set(key, merged ?? config);
}

type MissingText = (name: string) => readonly [summary: string, detail: string];

function each<T extends { readonly name: string; readonly range: SourceRange }>(
  bases: Map<string, T>,
  overrides: readonly T[],
  merge: (base: T, override: T, diagnostics: Diagnostic[]) => T,
  missing: MissingText,
  diagnostics: Diagnostic[],
): void {
  for (const override of overrides) {
    const base = bases.get(override.name);
    if (base) bases.set(override.name, merge(base, override, diagnostics));
    else diagnostics.push(errorAt(override.range, ...missing(override.name)));
  }
}

const missingVariable: MissingText = (name) => [
  "Missing base variable declaration to override",
  `There is no variable named "${name}". An override file can only override a variable that was already declared in a primary configuration file.`,
];
const missingLocal: MissingText = (name) => [
  "Missing base local value definition to override",
  `There is no local value named "${name}". An override file can only override a local value that was already defined in a primary configuration file.`,
];
const missingOutput: MissingText = (name) => [
  "Missing base output definition to override",
  `There is no output named "${name}". An override file can only override an output that was already defined in a primary configuration file.`,
];
const missingCall: MissingText = (name) => [
  "Missing module call to override",
  `There is no module call named "${name}". An override file can only override a module call that was defined in a primary configuration file.`,
];

const RESOURCE_WORDS: Readonly<Record<ResourceMode, readonly [kind: string, block: string]>> = {
  managed: ["resource", "resource"],
  data: ["data resource", "data"],
  ephemeral: ["ephemeral resource", "ephemeral"],
};

function missingResource({ mode, type, name }: DecodedResource): readonly [string, string] {
  const [kind, block] = RESOURCE_WORDS[mode];
  return [
    `Missing ${kind} to override`,
    `There is no ${type} ${kind} named "${name}". An override file can only override a ${block} block defined in a primary configuration file.`,
  ];
}

function refuseDependsOn(dependsOn: readonly Traversal[], diagnostics: Diagnostic[]): void {
  const [first] = dependsOn;
  if (!first) return;
  diagnostics.push(errorAt(first.range, "Unsupported override", "The depends_on argument may not be overridden."));
}

function mergeVariable(base: DecodedVariable, over: DecodedVariable, diagnostics: Diagnostic[]): DecodedVariable {
  const given = (name: string): boolean => over.given.has(name);
  const merged: DecodedVariable = {
    ...base,
    ...(over.description === undefined ? {} : { description: over.description }),
    ...(given("sensitive") ? { sensitive: over.sensitive } : {}),
    ...(given("ephemeral") ? { ephemeral: over.ephemeral } : {}),
    ...(given("nullable") ? { nullable: over.nullable } : {}),
    ...(over.default ? { default: over.default } : {}),
    ...(given("type")
      ? { type: over.type, constraint: over.constraint, parsing: over.parsing, ...defaultsOf(over) }
      : {}),
  };
  if (!merged.default) return merged;
  const converted = tryConvert(merged.default, merged.constraint);
  if (typeof converted !== "string") return { ...merged, type: withoutOptional(merged.constraint), default: converted };
  let what = "This variable's default value is not compatible with its type constraint";
  if (given("type") && !over.default) {
    what = "Overriding this variable's type constraint has made its default value invalid";
  } else if (!given("type") && over.default) {
    what = "The overridden default value for this variable is not compatible with the variable's type constraint";
  }
  diagnostics.push(errorAt(over.range, "Invalid default value for variable", `${what}: ${converted}.`));
  return merged;
}

const defaultsOf = ({ typeDefaults }: DecodedVariable): Partial<DecodedVariable> =>
  typeDefaults ? { typeDefaults } : {};

function mergeOutput(base: DecodedOutput, over: DecodedOutput, diagnostics: Diagnostic[]): DecodedOutput {
  refuseDependsOn(over.dependsOn, diagnostics);
  return {
    ...base,
    ...(over.description === undefined ? {} : { description: over.description }),
    ...(over.expression ? { expression: over.expression } : {}),
    ...(over.given.has("sensitive") ? { sensitive: over.sensitive } : {}),
    ...(over.given.has("ephemeral") ? { ephemeral: over.ephemeral } : {}),
  };
}

function mergeCall(base: DecodedModuleCall, over: DecodedModuleCall, diagnostics: Diagnostic[]): DecodedModuleCall {
  refuseDependsOn(over.dependsOn, diagnostics);
  return {
    ...base,
    ...(over.given.has("source") ? sourceOf(over) : {}),
    ...(over.version ? { version: over.version } : {}),
    ...(over.count ? { count: over.count } : {}),
    ...(over.forEach ? { forEach: over.forEach } : {}),
    ...(over.providers.length > 0 ? { providers: over.providers } : {}),
    body: overrideBody(base.body, over.body),
  };
}

const sourceOf = ({ source, sourceText, sourceRange }: DecodedModuleCall): Partial<DecodedModuleCall> => ({
  source,
  sourceText,
  ...(sourceRange ? { sourceRange } : {}),
});

function mergeResource(base: DecodedResource, over: DecodedResource, diagnostics: Diagnostic[]): DecodedResource {
  refuseDependsOn(over.dependsOn, diagnostics);
  const reference = over.providerReference;
  return {
    ...base,
    ...(over.count ? { count: over.count } : {}),
    ...(over.forEach ? { forEach: over.forEach } : {}),
    ...(reference ? { providerReference: reference, providerConfig: reference } : {}),
    ...(over.connection ? { connection: over.connection } : {}),
    ...(over.createBeforeDestroy === undefined ? {} : { createBeforeDestroy: over.createBeforeDestroy }),
    ...(over.preventDestroy === undefined ? {} : { preventDestroy: over.preventDestroy }),
    ...(over.ignoreChanges.length > 0 ? { ignoreChanges: over.ignoreChanges } : {}),
    ...(over.ignoreAllChanges ? { ignoreAllChanges: true } : {}),
    ...(over.provisioners.length > 0 ? { provisioners: over.provisioners } : {}),
    body: overrideBody(base.body, over.body),
  };
}

/** Arguments replace arguments of the same name; blocks replace all blocks of the same type. */
export function overrideBody(base: Body, over: Body): Body {
  const replaced = new Set(over.blocks.map((block) => (block.type === "dynamic" ? block.labels[0] : block.type)));
  const kept = base.blocks.filter((block) => !replaced.has(block.type === "dynamic" ? block.labels[0] : block.type));
  const members = new Map([...(base.json?.members ?? []), ...(over.json?.members ?? [])].map((m) => [m.name, m]));
  return {
    ...base,
    isMerged: true,
    attributes: new Map([...base.attributes, ...over.attributes]),
    blocks: [...kept, ...over.blocks],
    ...(base.json || over.json ? { json: { members: [...members.values()] } } : {}),
  };
}
