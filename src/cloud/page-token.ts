/** Opaque tokens of paginated answers: what to go on from, in a form nobody is tempted to write by hand. */
export function encodePageToken(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString("base64");
}

/** Undefined for a token this cloud has not given out; the service says so in its own words. */
export function decodePageToken(token: string): unknown {
  try {
    const text = Buffer.from(token, "base64").toString();
    return encodePageToken(JSON.parse(text)) === token ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
