import type { ProviderType } from "../../terraform/provider.ts";

export const externalProvider: ProviderType = {
  source: "registry.terraform.io/hashicorp/external",
  version: "2.4.0",
  schema: { version: 0, block: { attributes: {}, blocks: {} } },
  resources: new Map(),
  dataSources: new Map(),
  ephemeralResources: new Map(),
  functions: new Map(),
  create: () => ({ validateConfig: async () => [], configure: async () => [] }),
};
