import type { ProviderType } from "../../terraform/provider.ts";

export const tlsProvider: ProviderType = {
  source: "registry.terraform.io/hashicorp/tls",
  version: "4.2.1",
  schema: { version: 0, block: { attributes: {}, blocks: {} } },
  resources: new Map(),
  dataSources: new Map(),
  ephemeralResources: new Map(),
  functions: new Map(),
  create: () => ({ validateConfig: async () => [], configure: async () => [] }),
};
