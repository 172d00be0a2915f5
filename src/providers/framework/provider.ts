/** Utility providers: no configuration of their own worth speaking of, only the host they run on. */
import type {
  DataSource,
  EphemeralResource,
  ProviderFunction,
  ProviderHost,
  ProviderInstance,
  ProviderType,
  ResourceType,
} from "../../terraform/provider.ts";
import { type SchemaDefinition, schemaOf } from "./schema.ts";

class UtilityProvider implements ProviderInstance {
  readonly host: ProviderHost;
  constructor(host: ProviderHost) {
    this.host = host;
  }
  async validateConfig(): Promise<[]> {
    return [];
  }
  async configure(): Promise<[]> {
    return [];
  }
}

/** The host of a configured utility provider. */
export function hostOf(provider: ProviderInstance): ProviderHost {
  if (!(provider instanceof UtilityProvider)) throw new TypeError("Provider instance is of another provider");
  return provider.host;
}

export function defineProvider(definition: {
  readonly name: string;
  readonly version: string;
  readonly schema?: SchemaDefinition;
  readonly resources?: Readonly<Record<string, ResourceType>>;
  readonly dataSources?: Readonly<Record<string, DataSource>>;
  readonly ephemeralResources?: Readonly<Record<string, EphemeralResource>>;
  readonly functions?: Readonly<Record<string, ProviderFunction>>;
}): ProviderType {
  return {
    source: `registry.terraform.io/hashicorp/${definition.name}`,
    version: definition.version,
    schema: schemaOf(definition.schema ?? { attributes: {} }),
    resources: new Map(Object.entries(definition.resources ?? {})),
    dataSources: new Map(Object.entries(definition.dataSources ?? {})),
    ephemeralResources: new Map(Object.entries(definition.ephemeralResources ?? {})),
    functions: new Map(Object.entries(definition.functions ?? {})),
    create: (host) => new UtilityProvider(host),
  };
}
