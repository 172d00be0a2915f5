/** One HTTP request with redirects followed, and its failures in the words of Go's net/http. */
import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { gunzipSync } from "node:zlib";

export interface HttpAnswer {
  readonly status: number;
  /** Names in canonical form (Content-Type); repeated ones joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HttpCall {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeout: number | undefined;
  readonly tls: Pick<RequestOptions, "ca" | "cert" | "key" | "rejectUnauthorized">;
  readonly signal: AbortSignal;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 10;

/** Throws an Error whose message is what Go would say after `Get "URL": `. */
export async function fetchOnce(call: HttpCall): Promise<HttpAnswer> {
  let { url, method, body } = call;
  for (let followed = 0; ; followed++) {
    const answer = await send({ ...call, url, method, body });
    const location = answer.headers["Location"];
    if (!REDIRECTS.has(answer.status) || location === undefined) return answer;
    if (followed >= MOST_REDIRECTS) throw new Error(`stopped after ${MOST_REDIRECTS} redirects`);
    url = new URL(location, url);
    if (answer.status !== 307 && answer.status !== 308 && method !== "HEAD") {
      method = "GET";
      body = undefined;
    }
  }
}

async function send(call: HttpCall): Promise<HttpAnswer> {
  const { url } = call;
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new Error(`unsupported protocol scheme ${JSON.stringify(url.protocol.slice(0, -1))}`);
  }
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  const given = new Set(Object.keys(call.headers).map(canonical));
  const takesGzip = call.method !== "HEAD" && !given.has("Accept-Encoding") && !given.has("Range");
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        ...call.tls,
        method: call.method,
        headers: {
          "User-Agent": "Go-http-client/1.1",
          ...(takesGzip && { "Accept-Encoding": "gzip" }),
          ...call.headers,
        },
        signal: call.signal,
        ...(call.timeout === undefined ? {} : { timeout: call.timeout }),
      },
      (incoming) => void collect(incoming, takesGzip).then(resolve, reject),
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("context deadline exceeded")));
    outgoing.on(
      "error",
      (error) => void explain(error as NodeJS.ErrnoException, url).then((text) => reject(new Error(text))),
    );
    outgoing.end(call.body);
  });
}

async function collect(incoming: IncomingMessage, takesGzip: boolean): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const headers: Record<string, string> = {};
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    const name = canonical(incoming.rawHeaders[i] as string);
    const value = incoming.rawHeaders[i + 1] as string;
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  const isZipped = takesGzip && headers["Content-Encoding"]?.toLowerCase() === "gzip" && body.length > 0;
  const kept = keptHeaders(headers, isZipped, incoming.httpVersion);
  return { status: incoming.statusCode ?? 0, headers: kept, body: isZipped ? gunzipSync(body) : body };
}

/** What Go's net/http leaves of an answer's headers: those of the connection and of an undone encoding are its own. */
function keptHeaders(all: HttpAnswer["headers"], isZipped: boolean, version: string): HttpAnswer["headers"] {
  const gone = new Set(["Transfer-Encoding", "Trailer", ...(isZipped ? ["Content-Encoding", "Content-Length"] : [])]);
  if (version !== "1.0" && /(^|,)\s*close\s*(,|$)/i.test(all["Connection"] ?? "")) gone.add("Connection");
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !gone.has(name)));
  return kept["Pragma"] === "no-cache" ? { "Cache-Control": "no-cache", ...kept } : kept;
}

const canonical = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

async function explain(error: NodeJS.ErrnoException, url: URL): Promise<string> {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  switch (error.code) {
    case "ECONNREFUSED": {
      const address = await lookup(host).then(
        (found) => found.address,
        () => host,
      );
      return `dial tcp ${address.includes(":") ? `[${address}]` : address}:${port}: connect: connection refused`;
    }
    case "ENOTFOUND":
      return `dial tcp: lookup ${host}: no such host`;
    case "ECONNRESET":
      return "EOF";
    default:
      return error.message;
  }
}
