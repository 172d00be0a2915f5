/** An HTTP exchange as the protocols see it, without a socket. */

export interface WireRequest {
  readonly method: string;
  /** Percent-encoded, as sent, without the query string. */
  readonly path: string;
  /** What follows the question mark, as sent. */
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}
