import type { ProviderHost, ProviderInstance } from "../../terraform/provider.ts";

class BuiltinProvider implements ProviderInstance {
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

export const createInstance = (host: ProviderHost): ProviderInstance => new BuiltinProvider(host);

/** The folder that relative paths start from. */
export function directoryOf(provider: ProviderInstance): string {
  if (!(provider instanceof BuiltinProvider)) throw new TypeError("Provider instance is of another provider");
  return provider.host.directory;
}
