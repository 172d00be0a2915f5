/** One provider block of release 6, whose resources may each be in a region of their own. */
import type { ProviderHost, ProviderInstance } from "../../../terraform/provider.ts";
import { AwsInstance } from "./instance.ts";

export class RegionalInstance extends AwsInstance {
  readonly #host: ProviderHost;
  readonly #work: { changing: number; waiting: number };

  constructor(host: ProviderHost) {
    const work = { changing: 0, waiting: 0 };
    super(host, undefined, work);
    this.#host = host;
    this.#work = work;
  }

  /** The same in that region. */
  within(region: string): AwsInstance {
    if (region === this.region) return this;
    return new AwsInstance(this.#host, { ...this.settings, region }, this.#work);
  }
}

export function regionalInstance(provider: ProviderInstance): RegionalInstance {
  if (!(provider instanceof RegionalInstance)) throw new TypeError("Not an aws provider of release 6");
  return provider;
}
