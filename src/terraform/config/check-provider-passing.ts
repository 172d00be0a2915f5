/**
 * Whether every module gets the provider configurations it needs: what calls pass, what modules require and configure
 * for themselves. Terraform's rules, kept for modules written before `required_providers`, are warnings.
 */
import { type Diagnostic, errorAt, warningAt } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import { printModulePath } from "../addresses/module.ts";
import {
  defaultProvider,
  displayProviderSource,
  impliedProvider,
  impliedProviderName,
  localProviderKey,
  type ProviderSource,
  printProviderSource,
  sameProviderSource,
} from "../addresses/provider.ts";
import { printResource } from "../addresses/resource.ts";
import { compareUtf8 } from "../lang/type.ts";
import { emptyProviderSuggestions } from "./empty-provider-blocks.ts";
import type { ModuleCall, ModuleTree, PassedProvider, Resource } from "./module.ts";

/** Checks the module and everything below it. */
export function checkProviderPassing(tree: ModuleTree, diagnostics: Diagnostic[], noConfig?: SourceRange): void {
  const children = [...tree.children].sort(([a], [b]) => compareUtf8(a, b));
  for (const [name, child] of children) {
    const call = tree.module.calls.get(name);
    checkProviderPassing(child, diagnostics, (call && repeatedAt(call)) ?? noConfig);
  }
  const scope = scopeOf(tree);
  checkDuplicates(tree, diagnostics);
  checkImpliedNames(tree, scope, diagnostics);
  checkPassedOn(tree, scope, diagnostics);
  const { call, parent } = tree;
  if (call && parent) checkChild(tree, call, parent, scope, noConfig, diagnostics);
}

/** Where a call says what forbids provider configurations inside the module. */
function repeatedAt({ count, forEach, dependsOn }: ModuleCall): SourceRange | undefined {
  return count?.range ?? forEach?.range ?? dependsOn[0]?.range;
}

interface Scope {
  /** Configurations with content, by local key. */
  readonly configured: ReadonlyMap<string, SourceRange>;
  /** Provider blocks without content: old-style declarations of what the caller must pass. */
  readonly empty: ReadonlyMap<string, SourceRange>;
  readonly aliases: ReadonlyMap<string, ProviderSource>;
  readonly localNames: ReadonlyMap<string, ProviderSource>;
  readonly passedIn: ReadonlyMap<string, PassedProvider>;
  readonly moduleText: string;
  readonly parentText: string;
}

function scopeOf({ module, call, path }: ModuleTree): Scope {
  const configured = new Map<string, SourceRange>();
  const empty = new Map<string, SourceRange>();
  for (const [key, { body, version, range }] of module.providerConfigs) {
    const hasContent = body.attributes.size > 0 || body.blocks.length > 0 || (body.json?.members.length ?? 0) > 0;
    (hasContent || version ? configured : empty).set(key, range);
  }
  const required = [...module.requiredProviders.values()].filter(({ range }) => range !== undefined);
  const aliases = new Map(
    required.flatMap(({ aliases, source }) => aliases.map((alias) => [localProviderKey(alias), source] as const)),
  );
  const textOf = (p: ModuleTree["path"]): string => (p.length === 0 ? "the root module" : printModulePath(p));
  return {
    configured,
    empty,
    aliases,
    localNames: new Map(required.map(({ localName, source }) => [localName, source])),
    passedIn: new Map((call?.providers ?? []).map((passed) => [localProviderKey(passed.inChild), passed])),
    moduleText: textOf(path),
    parentText: textOf(path.slice(0, -1)),
  };
}

function checkDuplicates({ module }: ModuleTree, diagnostics: Diagnostic[]): void {
  const seen = new Map<string, string>();
  for (const { localName, source, range } of module.requiredProviders.values()) {
    if (!range) continue;
    const text = printProviderSource(source);
    const earlier = seen.get(text);
    seen.set(text, localName);
    let rest: string | undefined;
    if (earlier !== undefined) {
      rest = `was previously required as "${earlier}". A provider can only be required once within required_providers.`;
    } else if (
      localName !== source.type &&
      sameProviderSource(source, impliedProvider(source.type)) &&
      [...module.providerConfigs.values()].some(({ name }) => name === source.type)
    ) {
      rest = `was implicitly required via a configuration block as "${source.type}". Make sure the provider configuration block name matches the name used in required_providers.`;
    }
    if (rest === undefined) continue;
    const detail = `Provider ${displayProviderSource(source)} with the local name "${localName}" ${rest}`;
    diagnostics.push(warningAt(range, "Duplicate required provider", detail));
  }
}

function checkImpliedNames({ module }: ModuleTree, { localNames }: Scope, diagnostics: Diagnostic[]): void {
  const check = (resource: Resource): void => {
    const name = impliedProviderName(resource.type);
    if (resource.providerReference || localNames.has(name)) return;
    const implied = impliedProvider(name);
    for (const [localName, source] of localNames) {
      if (!sameProviderSource(source, implied)) continue;
      const detail = `Provider "${printProviderSource(implied)}" was implicitly required via resource "${printResource(resource)}", but listed in required_providers as "${localName}". Either the local name in required_providers must match the resource name, or the "${localName}" provider must be assigned within the resource block.`;
      diagnostics.push(warningAt(resource.range, "Duplicate required provider", detail));
    }
  };
  for (const resource of module.managedResources.values()) check(resource);
  for (const resource of module.dataResources.values()) check(resource);
}

/** What the module passes on to its own calls must exist in it. */
function checkPassedOn({ module, call, path }: ModuleTree, scope: Scope, diagnostics: Diagnostic[]): void {
  const { configured, localNames, passedIn, moduleText, parentText } = scope;
  for (const { providers } of module.calls.values()) {
    for (const { inParent } of providers) {
      if (inParent.alias !== undefined) continue;
      const name = inParent.localName;
      const source = displayProviderSource(defaultProvider(name));
      if (!configured.has(name) && !localNames.has(name)) {
        const detail = `There is no explicit declaration for local provider name "${name}" in ${moduleText}, so Terraform is assuming you mean to pass a configuration for provider "${source}".\n\nTo clarify your intent and silence this warning, add to ${moduleText} a required_providers entry named "${name}" with source = "${source}", or a different source address if appropriate.`;
        diagnostics.push(warningAt(inParent.nameRange, "Reference to undefined provider", detail));
      } else if (path.length > 0 && call && !configured.has(name) && !passedIn.has(name)) {
        const detail = `The configuration for ${moduleText} expects to inherit a configuration for provider ${source} with local name "${name}", but ${parentText} doesn't pass a configuration under that name.\n\nTo satisfy this requirement, add an entry for "${name}" to the "providers" argument in the module "${call.name}" block.`;
        diagnostics.push(warningAt(call.range, "Missing required provider configuration", detail));
      }
    }
  }
}

function checkChild(
  tree: ModuleTree,
  call: ModuleCall,
  parent: ModuleTree,
  scope: Scope,
  noConfig: SourceRange | undefined,
  diagnostics: Diagnostic[],
): void {
  const { configured, aliases, passedIn, moduleText, parentText } = scope;
  if (configured.size > 0 && noConfig) {
    const detail = `The module at ${printModulePath(tree.path)} is a legacy module which contains its own local provider configurations, and so calls to it may not use the count, for_each, or depends_on arguments.\n\nIf you also control the module "${call.sourceText}", consider updating this module to instead expect provider configurations to be passed by its caller.`;
    diagnostics.push(errorAt(noConfig, "Module is incompatible with count, for_each, and depends_on", detail));
  }
  for (const name of configured.keys()) {
    const passed = passedIn.get(name);
    if (!passed) continue;
    const detail = `The configuration of ${moduleText} has its own local configuration for ${name}, and so it cannot accept an overridden configuration provided by ${parentText}.`;
    diagnostics.push(errorAt(passed.inChild.nameRange, "Cannot override provider configuration", detail));
  }
  for (const [name, source] of aliases) {
    if (configured.has(name) || passedIn.has(name)) continue;
    const detail = `The child module requires an additional configuration for provider ${displayProviderSource(source)}, with the local name "${name}".\n\nRefer to the module's documentation to understand the intended purpose of this additional provider configuration, and then add an entry for ${name} in the "providers" meta-argument in the module block to choose which provider configuration the module should use for that purpose.`;
    diagnostics.push(errorAt(call.range, "Missing required provider configuration", detail));
  }
  for (const [name, passed] of passedIn) checkPassedIn(name, passed, parent, scope, diagnostics);
  diagnostics.push(...emptyProviderSuggestions(scope.empty, scope.localNames, moduleText));
}

/** A configuration that is passed must be declared in the child and be for the same provider. */
function checkPassedIn(
  name: string,
  { inChild, inParent }: PassedProvider,
  parent: ModuleTree,
  { aliases, localNames, empty, moduleText, parentText }: Scope,
  diagnostics: Diagnostic[],
): void {
  const declared = localNames.get(inChild.localName);
  const alias = aliases.get(name);
  const source = alias ?? declared ?? defaultProvider(inChild.localName);
  const shown = displayProviderSource(source);
  if (!declared && !alias && !empty.has(name)) {
    const isDefault = source.namespace === "hashicorp" && sameProviderSource(source, defaultProvider(source.type));
    if (isDefault) {
      const detail = `There is no explicit declaration for local provider name "${name}" in ${moduleText}, so Terraform is assuming you mean to pass a configuration for "${shown}".\n\nIf you also control the child module, add a required_providers entry named "${name}" with the source address "${shown}".`;
      diagnostics.push(warningAt(inChild.nameRange, "Reference to undefined provider", detail));
    } else {
      const detail = `The child module does not declare any provider requirement with the local name "${name}".\n\nIf you also control the child module, you can add a required_providers entry named "${name}" with the source address "${shown}" to accept this provider configuration.`;
      diagnostics.push(errorAt(inChild.nameRange, "Reference to undefined provider", detail));
    }
  }
  const required = parent.module.requiredProviders.get(inParent.localName);
  const given = required?.range ? required.source : defaultProvider(inParent.localName);
  if (sameProviderSource(source, given)) return;
  const rightName = [...localNames].find(([, known]) => sameProviderSource(known, given))?.[0];
  if (rightName !== undefined) {
    const detail = `The assigned configuration is for provider "${displayProviderSource(given)}", but local name "${inChild.localName}" in ${parentText} represents "${shown}".\n\nTo pass this configuration to the child module, use the local name "${rightName}" instead.`;
    diagnostics.push(errorAt(inChild.nameRange, "Provider type mismatch", detail));
    return;
  }
  const [parentKey, childKey] = [localProviderKey(inParent), localProviderKey(inChild)];
  const detail = `The local name "${parentKey}" in ${parentText} represents provider "${displayProviderSource(given)}", but "${childKey}" in ${moduleText} represents "${shown}".\n\nEach provider has its own distinct configuration schema and provider types, so this module's "${childKey}" can be assigned only a configuration for ${shown}, which is not required by ${moduleText}.`;
  diagnostics.push(errorAt(inParent.nameRange, "Provider type mismatch", detail));
}
