/** Data sources of the utility providers. */
import { nullValue } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type { DataSource, ProviderDiagnostic, ProviderHost } from "../../terraform/provider.ts";
import { fromPlain, type PlainObject, toPlainObject } from "./plain.ts";
import { hostOf } from "./provider.ts";
import { ProviderFailure } from "./resource.ts";
import { type SchemaDefinition, schemaOf } from "./schema.ts";
import { checkAttributes } from "./validate.ts";

export interface DataSourceDefinition {
  readonly schema: SchemaDefinition;
  readonly validate?: (config: PlainObject) => readonly ProviderDiagnostic[];
  /** Computed attributes, and warnings under `diagnostics`. */
  readonly read: (config: PlainObject, host: ProviderHost) => ReadAnswer | Promise<ReadAnswer>;
}

export type ReadAnswer =
  | ProviderFailure
  | { readonly attributes: PlainObject; readonly diagnostics?: readonly ProviderDiagnostic[] };

export function defineDataSource(definition: DataSourceDefinition): DataSource {
  const schema = schemaOf(definition.schema);
  const type = blockType(schema.block);
  return {
    schema,
    async validate(config) {
      const found = checkAttributes(config, definition.schema);
      return [...found, ...(definition.validate?.(toPlainObject(config)) ?? [])];
    },
    async read(config, provider) {
      const given = toPlainObject(config);
      const answer = await definition.read(given, hostOf(provider));
      if (answer instanceof ProviderFailure) return { state: nullValue(type), diagnostics: answer.diagnostics };
      return {
        state: fromPlain({ ...given, ...answer.attributes }, type),
        diagnostics: answer.diagnostics ?? [],
      };
    },
  };
}
