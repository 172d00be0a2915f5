/** Ephemeral resources of the utility providers: opened, never stored. */
import { nullValue } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type { EphemeralResource, ProviderDiagnostic, ProviderHost } from "../../terraform/provider.ts";
import { fromPlain, type PlainObject, toPlain, toPlainObject } from "./plain.ts";
import { hostOf } from "./provider.ts";
import { type Outcome, ProviderFailure } from "./resource.ts";
import { type SchemaDefinition, schemaOf } from "./schema.ts";
import { checkAttributes } from "./validate.ts";

export interface EphemeralResourceDefinition {
  readonly schema: SchemaDefinition;
  readonly validate?: (config: PlainObject) => readonly ProviderDiagnostic[];
  readonly open: (config: PlainObject, host: ProviderHost) => Outcome | Promise<Outcome>;
}

export function defineEphemeralResource(definition: EphemeralResourceDefinition): EphemeralResource {
  const schema = schemaOf(definition.schema);
  const type = blockType(schema.block);
  return {
    schema,
    async validate(config) {
      return [...checkAttributes(config, definition.schema), ...(definition.validate?.(toPlainObject(config)) ?? [])];
    },
    async open(config, provider) {
      const given = withDefaults(toPlainObject(config), definition.schema);
      const answer = await definition.open(given, hostOf(provider));
      return answer instanceof ProviderFailure
        ? { result: nullValue(type), diagnostics: answer.diagnostics }
        : { result: fromPlain({ ...given, ...answer }, type), diagnostics: [] };
    },
  };
}

function withDefaults(config: PlainObject, schema: SchemaDefinition): PlainObject {
  const defaults = Object.entries(schema.attributes).flatMap(([name, { default: fallback }]) =>
    fallback && config[name] === null ? [[name, toPlain(fallback)] as const] : [],
  );
  return { ...config, ...Object.fromEntries(defaults) };
}
