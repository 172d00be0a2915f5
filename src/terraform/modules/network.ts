/** What fetching needs from outside. */
export interface Network {
  readonly fetch: typeof fetch;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** A package that cannot be had; the message is the end of a sentence. */
export class FetchError extends Error {}
