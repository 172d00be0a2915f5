/** Objects of the utility providers, made as an apply makes them, without a configuration around them. */
import { fromPlain, type PlainObject, toPlainObject } from "../../src/providers/framework/plain.ts";
import { nullValue } from "../../src/terraform/lang/value.ts";
import { blockType } from "../../src/terraform/plan/schema-type.ts";
import type { ProviderDiagnostic, ProviderHost, ProviderType } from "../../src/terraform/provider.ts";

export type Made = { readonly attributes: PlainObject } | { readonly errors: readonly string[] };

const words = (found: readonly ProviderDiagnostic[]): string[] =>
  found.map(({ summary, detail }) => `${summary}: ${detail}`);

export function objectsOf(provider: ProviderType, name: string, host: Partial<ProviderHost> = {}) {
  const instance = provider.create({
    directory: "/tmp",
    environment: process.env,
    signal: new AbortController().signal,
    isRehearsal: false,
    ...host,
  } as ProviderHost);
  const resource = provider.resources.get(name);
  const source = provider.dataSources.get(name);
  const made = (found: readonly ProviderDiagnostic[], attributes: () => PlainObject): Made =>
    found.some(({ severity }) => severity === "error") ? { errors: words(found) } : { attributes: attributes() };
  return {
    async validate(config: PlainObject): Promise<string[]> {
      const schema = (resource ?? source)?.schema;
      if (!schema) throw new TypeError(`No type ${name}`);
      const value = fromPlain(config, blockType(schema.block));
      return words((await (resource ?? source)?.validate(value, instance)) ?? []);
    },
    async create(config: PlainObject): Promise<Made> {
      if (!resource) throw new TypeError(`No resource type ${name}`);
      const type = blockType(resource.schema.block);
      const value = fromPlain(config, type);
      const prior = nullValue(type);
      const plan = await resource.plan({ prior, proposed: value, config: value } as never, instance);
      const { state, diagnostics } = await resource.apply({ prior, planned: plan.planned } as never, instance);
      return made(diagnostics, () => toPlainObject(state));
    },
    async import(id: string): Promise<Made> {
      const result = await resource?.importState(id, instance);
      const [first] = result?.imported ?? [];
      if (!result || !first) return { errors: words(result?.diagnostics ?? []) };
      return made(result.diagnostics, () => toPlainObject(first.state));
    },
    async upgrade(version: number, raw: Readonly<Record<string, unknown>>): Promise<PlainObject> {
      const upgraded = await resource?.upgrade(version, raw as never, instance);
      if (!upgraded) throw new TypeError(`No resource type ${name}`);
      return toPlainObject(upgraded.state);
    },
    async read(config: PlainObject): Promise<Made> {
      if (!source) throw new TypeError(`No data source ${name}`);
      const { state, diagnostics } = await source.read(fromPlain(config, blockType(source.schema.block)), instance);
      return made(diagnostics, () => toPlainObject(state));
    },
  };
}
