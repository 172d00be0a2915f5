/** The configuration as a run sees it: with the providers of the test file and the overridden objects put in. */

import { staticMap } from "../../hcl/static.ts";
import type { Body, Expression } from "../../hcl/syntax.ts";
import { moduleOfInstance, printModulePath } from "../addresses/module.ts";
import { localProviderKey } from "../addresses/provider.ts";
import { printResource } from "../addresses/resource.ts";
import type { Module, ModuleTree, ProviderConfig, Resource } from "../config/module.ts";
import { MOCK_ARGUMENT, type Mock } from "./mock-provider.ts";
import { givenValues } from "./mock-values.ts";
import { isMock, type MockProvider, type Override, type TestFile, type TestRun } from "./test-file.ts";

export interface PreparedTree {
  readonly tree: ModuleTree;
  readonly mocks: ReadonlyMap<string, Mock>;
}

/** `root` is the module under test. */
export function prepareTree(root: ModuleTree, file: TestFile, run: TestRun): PreparedTree {
  const mocks = new Map<string, Mock>();
  const providers = new Map<string, ProviderConfig>();
  const fromFile = run.providers.length > 0 ? passed(file, run) : file.providers;
  for (const [key, provider] of fromFile) {
    providers.set(key, isMock(provider) ? mockConfig(key, provider, mocks) : provider);
  }
  const mockOverrides = [...file.providers.values()].filter(isMock).flatMap(({ overrides }) => overrides);
  const overrides = [...run.overrides, ...file.overrides, ...mockOverrides];
  return { tree: rebuild(root, undefined, providers, overrides, mocks), mocks };
}

function passed(file: TestFile, run: TestRun): Map<string, ProviderConfig | MockProvider> {
  const chosen = new Map<string, ProviderConfig | MockProvider>();
  for (const { inChild, inParent } of run.providers) {
    const provider = file.providers.get(localProviderKey(inParent));
    if (provider) chosen.set(localProviderKey(inChild), { ...provider, name: inChild.localName });
  }
  return chosen;
}

function mockConfig(key: string, provider: MockProvider, mocks: Map<string, Mock>): ProviderConfig {
  mocks.set(key, {
    values: (mode, type) => givenValues(provider.defaults.get(`${mode} ${type}`)?.values),
    knownInPlan: (mode, type) =>
      (provider.defaults.get(`${mode} ${type}`)?.overrideDuring ?? provider.overrideDuring) === "plan",
  });
  return mockBlock(provider.name, provider.alias, key, provider.range);
}

function mockBlock(
  name: string,
  alias: string | undefined,
  mock: string,
  range: ProviderConfig["range"],
): ProviderConfig {
  const expression: Expression = { kind: "literal", value: { type: "string", text: mock }, range };
  const attribute = { name: MOCK_ARGUMENT, nameRange: range, expression, range };
  const body: Body = {
    kind: "body",
    attributes: new Map([[MOCK_ARGUMENT, attribute]]),
    blocks: [],
    range,
    endRange: range,
  };
  return { name, nameRange: range, ...(alias ? { alias } : {}), body, range };
}

function rebuild(
  tree: ModuleTree,
  parent: ModuleTree | undefined,
  providers: ReadonlyMap<string, ProviderConfig>,
  overrides: readonly Override[],
  mocks: Map<string, Mock>,
): ModuleTree {
  const path = printModulePath(tree.path);
  const here = overrides.filter(({ target }) => printModulePath(moduleOfInstance(target.module)) === path);
  const replaced = here.find(({ kind }) => kind === "module");
  const configs = new Map([...tree.module.providerConfigs, ...providers]);
  const module = replaced
    ? overriddenModule(tree.module, replaced)
    : withOverrides({ ...tree.module, providerConfigs: configs }, here, path, mocks);
  const children = new Map<string, ModuleTree>();
  const rebuilt: ModuleTree = { ...tree, parent, module, children };
  if (!replaced) {
    for (const [name, child] of tree.children) {
      children.set(name, rebuild(child, rebuilt, new Map(), overrides, mocks));
    }
  }
  return rebuilt;
}

/** Only the outputs are left, with the values of the override; the others are null. */
function overriddenModule(module: Module, { values, range }: Override): Module {
  const given = new Map(
    (values ? (staticMap(values.expression) ?? []) : []).map((pair) => [
      ("keyword" in pair && pair.keyword) || "",
      pair.value,
    ]),
  );
  const none: Expression = { kind: "literal", value: { type: "null" }, range };
  const outputs = new Map(
    [...module.outputs].map(([name, output]) => [
      name,
      { ...output, expression: given.get(name) ?? none, dependsOn: [], preconditions: [] },
    ]),
  );
  const nothing = { managedResources: new Map(), dataResources: new Map(), ephemeralResources: new Map() };
  return { ...module, ...nothing, outputs, calls: new Map(), checks: new Map(), locals: new Map() };
}

/** An overridden object gets a mocked configuration of its provider for itself. */
function withOverrides(module: Module, overrides: readonly Override[], path: string, mocks: Map<string, Mock>): Module {
  const managedResources = new Map(module.managedResources);
  const dataResources = new Map(module.dataResources);
  const providerConfigs = new Map(module.providerConfigs);
  const requiredProviders = new Map(module.requiredProviders);
  for (const { target, values, overrideDuring, range } of [...overrides].reverse()) {
    if (!target.resource) continue;
    const all: Map<string, Resource> = target.resource.mode === "data" ? dataResources : managedResources;
    const name = printResource(target.resource);
    const resource = all.get(name);
    if (!resource) continue;
    const alias = `override ${path} ${name}`;
    const { localName } = resource.providerConfig;
    mocks.set(alias, {
      values: () => givenValues(values),
      knownInPlan: () => overrideDuring === "plan",
    });
    all.set(name, { ...resource, providerConfig: { localName, alias } });
    providerConfigs.set(`${localName}.${alias}`, mockBlock(localName, alias, alias, range));
    if (!requiredProviders.has(localName)) {
      requiredProviders.set(localName, { localName, source: resource.provider, versions: [], aliases: [] });
    }
  }
  return { ...module, managedResources, dataResources, providerConfigs, requiredProviders };
}
