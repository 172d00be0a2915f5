/**
 * The fast way out for JSON answers: an output that has its body already written carries it under this name, and the
 * awsJson codec sends it as it is. Its members are there all the same, or are made when a caller inside the process
 * asks for them.
 */
export const encodedBody: unique symbol = Symbol("encoded JSON body");
export const decodedMembers: unique symbol = Symbol("members of an encoded body");

export interface EncodedOutput {
  readonly [encodedBody]?: string;
  readonly [decodedMembers]?: Record<string, unknown>;
}

/** What a caller inside the process gets. */
export function membersOf(output: object): Record<string, unknown> {
  return (output as EncodedOutput)[decodedMembers] ?? (output as Record<string, unknown>);
}
