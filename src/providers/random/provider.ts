import type { ProviderType } from "../../terraform/provider.ts";

export const randomProvider: ProviderType = {
  source: "registry.terraform.io/hashicorp/random",
  version: "3.9.0",
  schema: { version: 0, block: { attributes: {}, blocks: {} } },
  resources: new Map(),
  dataSources: new Map(),
  ephemeralResources: new Map(),
  functions: new Map(),
  create: () => ({ validateConfig: async () => [], configure: async () => [] }),
};
