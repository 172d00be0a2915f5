import type { ProviderType } from "../../terraform/provider.ts";

export const archiveProvider: ProviderType = {
  source: "registry.terraform.io/hashicorp/archive",
  version: "2.8.0",
  schema: { version: 0, block: { attributes: {}, blocks: {} } },
  resources: new Map(),
  dataSources: new Map(),
  ephemeralResources: new Map(),
  functions: new Map(),
  create: () => ({ validateConfig: async () => [], configure: async () => [] }),
};
