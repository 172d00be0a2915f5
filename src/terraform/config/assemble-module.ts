/** Puts the files of a directory together to one module: names must be unique, override files come last. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { printRange, type SourceRange } from "../../hcl/source.ts";
import type { SourceFile } from "../../hcl/syntax.ts";
import { impliedProvider, type LocalProviderConfig, localProviderKey } from "../addresses/provider.ts";
import { printConfigResource, printResource, printResourceInstance, type ResourceMode } from "../addresses/resource.ts";
import { type DecodedFile, decodeFile } from "./decode-file.ts";
import type { DecodedModuleCall } from "./decode-module-call.ts";
import type { DecodedOutput } from "./decode-output.ts";
import type { DecodedResource } from "./decode-resource.ts";
import type { DecodedVariable } from "./decode-variable.ts";
import { applyOverrides } from "./merge-override.ts";
import type {
  Backend,
  Check,
  CloudIntegration,
  Import,
  Local,
  Module,
  Moved,
  ProviderConfig,
  ProviderMeta,
  Removed,
  RequiredProvider,
  Resource,
} from "./module.ts";
import type { VersionConstraint } from "./version-constraint.ts";

/** A module under construction. */
export interface ModuleDraft {
  requiredVersions: VersionConstraint[];
  backend?: Backend;
  cloud?: CloudIntegration;
  readonly requiredProviders: Map<string, RequiredProvider>;
  readonly providerConfigs: Map<string, ProviderConfig>;
  readonly providerMeta: Map<string, ProviderMeta>;
  readonly variables: Map<string, DecodedVariable>;
  readonly locals: Map<string, Local>;
  readonly outputs: Map<string, DecodedOutput>;
  readonly calls: Map<string, DecodedModuleCall>;
  readonly resources: Readonly<Record<ResourceMode, Map<string, DecodedResource>>>;
  readonly checks: Map<string, Check>;
  readonly moved: Moved[];
  readonly removed: Removed[];
  readonly imports: Import[];
}

export function assembleModule(
  directory: string,
  primary: readonly SourceFile[],
  overrides: readonly SourceFile[],
  diagnostics: Diagnostic[],
): Module {
  const primaryFiles = primary.map((file) => decodeFile(file, false, diagnostics));
  const overrideFiles = overrides.map((file) => decodeFile(file, true, diagnostics));
  const draft: ModuleDraft = {
    requiredVersions: [],
    requiredProviders: new Map(),
    providerConfigs: new Map(),
    providerMeta: new Map(),
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: new Map(),
    resources: { managed: new Map(), data: new Map(), ephemeral: new Map() },
    checks: new Map(),
    moved: [],
    removed: [],
    imports: [],
  };
  requireProviders(draft, primaryFiles, diagnostics);
  for (const file of primaryFiles) append(draft, file, diagnostics);
  applyOverrides(draft, overrideFiles, diagnostics);
  return finish(draft, directory, [...primary, ...overrides]);
}

function requireProviders(draft: ModuleDraft, files: readonly DecodedFile[], diagnostics: Diagnostic[]): void {
  const [first, ...others] = files.flatMap(({ settings }) => settings.flatMap((s) => s.requiredProviders));
  for (const { range } of others) {
    const detail = `A module may have only one required providers configuration. The required providers were previously configured at ${printRange((first as { range: SourceRange }).range)}.`;
    diagnostics.push(errorAt(range, "Duplicate required providers configuration", detail));
  }
  for (const [name, provider] of first?.providers ?? []) draft.requiredProviders.set(name, provider);
}

function append(draft: ModuleDraft, file: DecodedFile, diagnostics: Diagnostic[]): void {
  appendSettings(draft, file, diagnostics);
  for (const config of file.providers) {
    const { name, alias } = config;
    const key = localProviderKey({ localName: name, alias });
    const existing = draft.providerConfigs.get(key);
    if (existing) diagnostics.push(duplicateProvider(config, existing));
    else draft.providerConfigs.set(key, config);
  }
  unique(draft.variables, file.variables, variableDuplicate, diagnostics);
  unique(draft.locals, file.locals, localDuplicate, diagnostics);
  unique(draft.outputs, file.outputs, outputDuplicate, diagnostics);
  unique(draft.calls, file.calls, callDuplicate, diagnostics);
  for (const resource of file.resources) addResource(draft, resource, diagnostics);
  for (const check of file.checks) {
    if (check.data && !addResource(draft, check.data, diagnostics, ", including within check blocks")) continue;
    unique(draft.checks, [check], checkDuplicate, diagnostics, true);
  }
  draft.moved.push(...file.moved);
  draft.removed.push(...file.removed);
  for (const block of file.imports) addImport(draft, block, diagnostics);
}

function appendSettings(draft: ModuleDraft, { settings }: DecodedFile, diagnostics: Diagnostic[]): void {
  for (const { requiredVersions, backends, clouds, providerMetas } of settings) {
    draft.requiredVersions.push(...requiredVersions);
    for (const backend of backends) {
      if (draft.backend) {
        const detail = `A module may have only one backend configuration. The backend was previously configured at ${printRange(draft.backend.range)}.`;
        diagnostics.push(errorAt(backend.range, "Duplicate backend configuration", detail));
      } else {
        draft.backend = backend;
      }
    }
    for (const cloud of clouds) {
      if (draft.cloud) {
        const detail = `A module may have only one 'cloud' block configuring HCP Terraform or Terraform Enterprise. The 'cloud' block was previously configured at ${printRange(draft.cloud.range)}.`;
        diagnostics.push(errorAt(cloud.range, "Duplicate HCP Terraform configurations", detail));
      } else {
        draft.cloud = cloud;
      }
    }
    for (const meta of providerMetas) {
      const existing = draft.providerMeta.get(meta.provider);
      if (existing) {
        const detail = `A provider_meta block for provider "${existing.provider}" was already declared at ${printRange(existing.range)}. Providers may only have one provider_meta block per module.`;
        diagnostics.push(errorAt(meta.range, "Duplicate provider_meta block", detail));
      } else {
        draft.providerMeta.set(meta.provider, meta);
      }
    }
  }
  if (draft.backend && draft.cloud && settings.length > 0) {
    const detail = `A module may declare either one 'cloud' block OR one 'backend' block configuring a state backend. The 'cloud' block is configured at ${printRange(draft.cloud.range)}; a backend is configured at ${printRange(draft.backend.range)}. Remove the backend block to configure HCP Terraform or Terraform Enteprise.`;
    diagnostics.push(errorAt(draft.backend.range, "Both a backend and cloud configuration are present", detail));
  }
}

type Named = { readonly name: string; readonly range: SourceRange };
type DuplicateText = (name: string, place: string) => readonly [summary: string, detail: string];

/** Adds by name; of two with one name the later counts, unless `keepFirst`. */
function unique<T extends Named>(
  into: Map<string, T>,
  items: readonly T[],
  text: DuplicateText,
  diagnostics: Diagnostic[],
  keepFirst = false,
): void {
  for (const item of items) {
    const existing = into.get(item.name);
    if (existing) diagnostics.push(errorAt(item.range, ...text(existing.name, printRange(existing.range))));
    if (!existing || !keepFirst) into.set(item.name, item);
  }
}

const variableDuplicate: DuplicateText = (name, place) => [
  "Duplicate variable declaration",
  `A variable named "${name}" was already declared at ${place}. Variable names must be unique within a module.`,
];
const localDuplicate: DuplicateText = (name, place) => [
  "Duplicate local value definition",
  `A local value named "${name}" was already defined at ${place}. Local value names must be unique within a module.`,
];
const outputDuplicate: DuplicateText = (name, place) => [
  "Duplicate output definition",
  `An output named "${name}" was already defined at ${place}. Output names must be unique within a module.`,
];
const callDuplicate: DuplicateText = (name, place) => [
  "Duplicate module call",
  `A module call named "${name}" was already defined at ${place}. Module calls must have unique names within a module.`,
];
const checkDuplicate: DuplicateText = (name, place) => [
  `Duplicate check "${name}" configuration`,
  `A check block named "${name}" was already declared at ${place}. Check blocks must be unique within each module.`,
];

function duplicateProvider(config: ProviderConfig, existing: ProviderConfig): Diagnostic {
  const place = printRange(existing.range);
  const detail = existing.alias
    ? `A provider configuration for "${existing.name}" with alias "${existing.alias}" was already given at ${place}. Each configuration for the same provider must have a distinct alias.`
    : `A default (non-aliased) provider configuration for "${existing.name}" was already given at ${place}. If multiple configurations are required, set the "alias" argument for alternative configurations.`;
  return errorAt(config.range, "Duplicate provider configuration", detail);
}

const MODE_WORDS: Readonly<Record<ResourceMode, readonly [before: string, after: string]>> = {
  managed: ["resource", "resource"],
  data: ["data", "data resource"],
  ephemeral: ["ephemeral resource", "ephemeral resource"],
};

/** Whether it was added. */
function addResource(draft: ModuleDraft, resource: DecodedResource, diagnostics: Diagnostic[], where = ""): boolean {
  const resources = draft.resources[resource.mode];
  const key = printResource(resource);
  const existing = resources.get(key);
  if (existing) {
    const [before, kind] = MODE_WORDS[resource.mode];
    const detail = `A ${existing.type} ${kind} named "${existing.name}" was already declared at ${printRange(existing.range)}. Resource names must be unique per type in each module${where}.`;
    diagnostics.push(errorAt(resource.range, `Duplicate ${before} "${existing.type}" configuration`, detail));
    return false;
  }
  resources.set(key, resource);
  return true;
}

function addImport(draft: ModuleDraft, block: Import, diagnostics: Diagnostic[]): void {
  const instance = block.instance && printResourceInstance(block.instance);
  const existing = draft.imports.find((other) => other.instance && printResourceInstance(other.instance) === instance);
  if (!existing) {
    draft.imports.push(block);
    return;
  }
  const target = printConfigResource(block.target);
  const detail = `An import block for the resource "${target}" was already declared at ${printRange(existing.range)}. A resource can have only one import block.`;
  diagnostics.push(errorAt(block.toRange, `Duplicate import configuration for "${target}"`, detail));
}

function finish(draft: ModuleDraft, directory: string, files: readonly SourceFile[]): Module {
  const { resources, requiredProviders, ...rest } = draft;
  const used = Object.values(resources).flatMap((all) => [...all.values()].map((r) => r.providerConfig.localName));
  for (const localName of [...used, ...[...draft.providerConfigs.values()].map(({ name }) => name)]) {
    if (requiredProviders.has(localName)) continue;
    requiredProviders.set(localName, { localName, source: impliedProvider(localName), versions: [], aliases: [] });
  }
  const sourceOf = ({ localName }: LocalProviderConfig): Resource["provider"] =>
    requiredProviders.get(localName)?.source ?? impliedProvider(localName);
  const resolved = (all: ReadonlyMap<string, DecodedResource>): Map<string, Resource> =>
    new Map([...all].map(([key, resource]) => [key, { ...resource, provider: sourceOf(resource.providerConfig) }]));
  const module = {
    managedResources: resolved(resources.managed),
    dataResources: resolved(resources.data),
    ephemeralResources: resolved(resources.ephemeral),
  };
  const checks = new Map(
    [...draft.checks].map(([name, check]) => {
      const data = check.data && module.dataResources.get(printResource(check.data));
      return [name, data ? { ...check, data } : check] as const;
    }),
  );
  return { directory, files, ...rest, ...module, checks, requiredProviders };
}
