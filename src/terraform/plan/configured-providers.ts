/** The providers of one walk, configured at most once each. */
import { type ProviderConfigAddress, printProviderConfig, printProviderSource } from "../addresses/provider.ts";
import type { ProviderHost, ProviderInstance, ProviderType } from "../provider.ts";

export interface ConfiguredProvider {
  readonly address: ProviderConfigAddress;
  readonly type: ProviderType;
  readonly instance: ProviderInstance;
}

export class ConfiguredProviders {
  readonly #host: ProviderHost;
  readonly #types: (source: string) => ProviderType | undefined;
  readonly #configured = new Map<string, ConfiguredProvider>();

  constructor(host: ProviderHost, types: (source: string) => ProviderType | undefined) {
    this.#host = host;
    this.#types = types;
  }

  /** Creates an instance that is yet to be configured. */
  create(address: ProviderConfigAddress): ConfiguredProvider | undefined {
    const type = this.#types(printProviderSource(address.provider));
    if (!type) return undefined;
    const provider = { address, type, instance: type.create(this.#host) };
    this.#configured.set(printProviderConfig(address), provider);
    return provider;
  }

  get(address: ProviderConfigAddress): ConfiguredProvider | undefined {
    return this.#configured.get(printProviderConfig(address));
  }
}
