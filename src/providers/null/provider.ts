import type { ProviderType } from "../../terraform/provider.ts";

export const nullProvider: ProviderType = {
  source: "registry.terraform.io/hashicorp/null",
  version: "3.3.0",
  schema: { version: 0, block: { attributes: {}, blocks: {} } },
  resources: new Map(),
  dataSources: new Map(),
  ephemeralResources: new Map(),
  functions: new Map(),
  create: () => ({ validateConfig: async () => [], configure: async () => [] }),
};
