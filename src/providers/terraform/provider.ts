import type { ProviderType } from "../../terraform/provider.ts";

export const terraformProvider: ProviderType = {
  source: "terraform.io/builtin/terraform",
  version: "1.11.4",
  schema: { version: 0, block: { attributes: {}, blocks: {} } },
  resources: new Map(),
  dataSources: new Map(),
  ephemeralResources: new Map(),
  functions: new Map(),
  create: () => ({ validateConfig: async () => [], configure: async () => [] }),
};
