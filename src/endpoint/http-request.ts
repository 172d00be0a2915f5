/** Requests that integrations send to other servers. */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Pairs } from "./request-parts.ts";

export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
  readonly signal?: AbortSignal | undefined;
  /** Whether certificates are not checked. */
  readonly insecure?: boolean | undefined;
}

/** The answer's body is yet to be read. Rejects when the server cannot be reached. */
export function sendHttp({ url, method, headers, body, signal, insecure }: HttpRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers: headers as Record<string, string | string[]>,
      ...(signal && { signal }),
      ...(insecure && { rejectUnauthorized: false }),
    };
    const outgoing = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, options, resolve);
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Names as the server sent them. */
export function receivedHeaders({ rawHeaders }: IncomingMessage): Pairs {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    pairs.push([rawHeaders[at] as string, rawHeaders[at + 1] as string]);
  return pairs;
}
