/** The provider configurations of plan JSON, and which of them a resource uses. */
import { type ModulePath, printModulePath } from "../addresses/module.ts";
import { type LocalProviderConfig, localProviderKey, printProviderSource } from "../addresses/provider.ts";
import type { ModuleTree } from "../config/module.ts";
import { compareUtf8 } from "../lang/type.ts";
import type { Json } from "../state/json.ts";
import { bodyJson } from "./expression-json.ts";
import type { ProviderTypes } from "./provider-configs.ts";

interface Entry {
  readonly fullName: string;
  readonly json: Json;
  /** Set when the configuration is another module's: that one is shown instead. */
  readonly parentKey: string | undefined;
}

const keyIn = (path: ModulePath, local: string): string =>
  path.length === 0 ? local : `${printModulePath(path)}:${local}`;

export class ProviderConfigsJson {
  readonly #entries = new Map<string, Entry>();
  readonly #types: ProviderTypes;

  constructor(root: ModuleTree, types: ProviderTypes) {
    this.#types = types;
    this.#add(root);
  }

  entries(): readonly (readonly [string, Json])[] {
    return [...this.#entries]
      .filter(([, { parentKey }]) => parentKey === undefined)
      .sort(([a], [b]) => compareUtf8(a, b))
      .map(([key, { json }]) => [key, json] as const);
  }

  keyOf(tree: ModuleTree, local: LocalProviderConfig): string {
    const key = keyIn(tree.path, localProviderKey(local));
    return this.#entries.get(key)?.parentKey ?? key;
  }

  #add(tree: ModuleTree): void {
    const { module, path, parent } = tree;
    const moduleAddress: Readonly<Record<string, Json>> =
      path.length === 0 ? {} : { module_address: printModulePath(path) };
    for (const [local, block] of module.providerConfigs) {
      const required = module.requiredProviders.get(block.name);
      const fullName = required ? printProviderSource(required.source) : block.name;
      const constraint = versions(tree, block.name);
      const schema = this.#types.get(fullName)?.schema.block;
      const expressions = schema ? bodyJson(block.body, schema) : new Map<string, Json>();
      const json: Json = {
        name: block.name,
        full_name: fullName,
        ...(block.alias === undefined ? {} : { alias: block.alias }),
        ...(constraint === undefined ? {} : { version_constraint: constraint }),
        ...moduleAddress,
        ...(expressions.size > 0 ? { expressions } : {}),
      };
      this.#entries.set(keyIn(path, local), { fullName, json, parentKey: undefined });
    }
    for (const [name, required] of module.requiredProviders) {
      const fullName = printProviderSource(required.source);
      const constraint = versions(tree, name);
      const json: Json = {
        name,
        full_name: fullName,
        ...(constraint === undefined ? {} : { version_constraint: constraint }),
        ...moduleAddress,
      };
      for (const alias of required.aliases)
        this.#put(keyIn(path, localProviderKey(alias)), { fullName, json, parentKey: undefined });
      const parentKey = parent && this.#source(keyIn(parent.path, name), fullName);
      this.#put(keyIn(path, name), { fullName, json, parentKey });
    }
    for (const child of tree.children.values()) {
      for (const { inChild, inParent } of child.call?.providers ?? []) {
        const required = child.module.requiredProviders.get(inChild.localName);
        const fullName = required ? printProviderSource(required.source) : inChild.localName;
        const parentKey = this.#source(keyIn(path, localProviderKey(inParent)), fullName);
        const json: Json = { name: localProviderKey(inChild), full_name: fullName };
        this.#entries.set(keyIn(child.path, localProviderKey(inChild)), { fullName, json, parentKey });
      }
      this.#add(child);
    }
  }

  #put(key: string, entry: Entry): void {
    if (!this.#entries.has(key)) this.#entries.set(key, entry);
  }

  /** The configuration that a chain of passed ones begins with. */
  #source(start: string, fullName: string): string | undefined {
    let found: string | undefined;
    for (let key: string | undefined = start; key !== undefined; ) {
      const entry: Entry | undefined = this.#entries.get(key);
      if (!entry || entry.fullName !== fullName) break;
      found = key;
      key = entry.parentKey;
    }
    return found;
  }
}

function versions({ module }: ModuleTree, name: string): string | undefined {
  const constraints = module.requiredProviders.get(name)?.versions ?? [];
  return constraints.length === 0 ? undefined : constraints.map(({ text }) => text).join(", ");
}
