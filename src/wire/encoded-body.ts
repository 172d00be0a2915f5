/**
 * The fast way out for JSON answers: an output that has its body already written carries it under this name, and the
 * awsJson codec sends it as it is. Its members must be readable all the same, for callers inside the process.
 */
export const encodedBody: unique symbol = Symbol("encoded JSON body");

export interface EncodedOutput {
  readonly [encodedBody]?: string;
}
