/**
 * Keeps an opened ephemeral resource alive: it is renewed when its provider said that it must be, for as long as it is
 * open. A renewal that fails is the last one, and is told when the resource is closed. Mirrors terraform's
 * internal/resources/ephemeral.
 */
import { hasErrors } from "../../hcl/diagnostic.ts";
import type { EphemeralLease, ProviderDiagnostic } from "../provider.ts";

export type RenewEphemeral = (
  private_: Uint8Array | undefined,
) => Promise<EphemeralLease & { readonly diagnostics: readonly ProviderDiagnostic[] }>;

/** A timer takes no more milliseconds than this. */
const LONGEST_WAIT = 2 ** 31 - 1;

export class EphemeralRenewal {
  readonly #renew: RenewEphemeral;
  readonly #found: ProviderDiagnostic[] = [];
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(lease: EphemeralLease, renew: RenewEphemeral) {
    this.#renew = renew;
    this.#schedule(lease);
  }

  /** Ends it, when a renewal that is under way is through. The answer is what renewals have complained of. */
  async stop(): Promise<readonly ProviderDiagnostic[]> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#underWay;
    return this.#found;
  }

  #schedule(lease: EphemeralLease): void {
    const { renewAt } = lease;
    if (!renewAt || this.#stopped) return;
    const wait = renewAt.getTime() - Date.now();
    this.#timer = setTimeout(
      () => {
        if (wait > LONGEST_WAIT) this.#schedule(lease);
        else this.#begin(lease);
      },
      Math.min(Math.max(wait, 0), LONGEST_WAIT),
    ).unref();
  }

  #begin(lease: EphemeralLease): void {
    this.#underWay = this.#renewOnce(lease);
    // Told by `stop`, which awaits it.
    this.#underWay.catch(() => undefined);
  }

  async #renewOnce(lease: EphemeralLease): Promise<void> {
    const { diagnostics, ...next } = await this.#renew(lease.private);
    this.#found.push(...diagnostics);
    if (!hasErrors(diagnostics)) this.#schedule(next);
  }
}
