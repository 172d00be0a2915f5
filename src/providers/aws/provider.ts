import type { ProviderType } from "../../terraform/provider.ts";

export const awsProvider: ProviderType = {
  source: "registry.terraform.io/hashicorp/aws",
  version: "5.100.0",
  schema: { version: 0, block: { attributes: {}, blocks: {} } },
  resources: new Map(),
  dataSources: new Map(),
  ephemeralResources: new Map(),
  functions: new Map(),
  create: () => ({ validateConfig: async () => [], configure: async () => [] }),
};
