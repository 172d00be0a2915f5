/** One HTTP request with redirects followed, and its failures in the words of Go's net/http. */
import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { isIP } from "node:net";
import { gunzipSync } from "node:zlib";
import { quoteGo } from "../../terraform/lang/quote.ts";

export interface HttpAnswer {
  readonly status: number;
  /** Names in canonical form (Content-Type); repeated ones joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HttpCall {
  readonly url: URL;
  /** The URL as it was given, for what is told of it. */
  readonly text: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeout: number | undefined;
  readonly tls: Pick<RequestOptions, "ca" | "cert" | "key" | "rejectUnauthorized">;
  readonly signal: AbortSignal;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REQUESTS = 10;

/** A request that got no answer, with what Go would say after `Get "URL": `. */
export class RequestFailure extends Error {
  readonly url: string;
  /** Some failures would come again. */
  readonly isFinal: boolean;
  readonly isTimeout: boolean;
  /** The answer had begun. */
  readonly isInBody: boolean;
  constructor(url: string, message: string, kind?: "final" | "timeout" | "body") {
    super(message);
    this.url = url;
    this.isFinal = kind === "final";
    this.isTimeout = kind === "timeout";
    this.isInBody = kind === "body";
  }
}

/** Throws a RequestFailure. */
export async function fetchOnce(call: HttpCall): Promise<HttpAnswer> {
  const deadline = call.timeout === undefined ? undefined : AbortSignal.timeout(call.timeout);
  let { url, method, body, headers } = call;
  for (let requests = 1; ; requests++) {
    const answer = await send({ ...call, url, method, body, headers }, deadline);
    const location = answer.headers["Location"];
    if (!REDIRECTS.has(answer.status) || location === undefined) return answer;
    if (requests >= MOST_REQUESTS) {
      throw new RequestFailure(location, `stopped after ${MOST_REQUESTS} redirects`, "final");
    }
    const target = new URL(location, url);
    const isSame = answer.status === 307 || answer.status === 308;
    headers = headersAfter(headers, url, target, isSame);
    url = target;
    if (!isSame && method !== "HEAD") {
      method = "GET";
      body = undefined;
    }
  }
}

const OF_THE_BODY = new Set(["Content-Encoding", "Content-Language", "Content-Location", "Content-Type"]);
const CREDENTIALS = new Set(["Authorization", "Www-Authenticate", "Cookie", "Cookie2"]);

/** A redirection names where it comes from, and takes no credentials to another host; a body has its headers with it. */
function headersAfter(headers: HttpCall["headers"], from: URL, to: URL, keepsBody: boolean): HttpCall["headers"] {
  const isElsewhere = to.hostname !== from.hostname && !to.hostname.endsWith(`.${from.hostname}`);
  const kept = Object.entries(headers).filter(([name]) => {
    const known = canonical(name);
    if (known === "Host" || known === "Referer") return false;
    return (keepsBody || !OF_THE_BODY.has(known)) && !(isElsewhere && CREDENTIALS.has(known));
  });
  const origin = new URL(from);
  [origin.username, origin.password, origin.hash] = ["", "", ""];
  const isTold = !(from.protocol === "https:" && to.protocol === "http:");
  return Object.fromEntries([...kept, ...(isTold ? [["Referer", origin.href] as const] : [])]);
}

const OUT_OF_TIME = "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
const OUT_OF_TIME_IN_BODY = "context deadline exceeded (Client.Timeout or context cancellation while reading body)";

async function send(call: HttpCall, deadline: AbortSignal | undefined): Promise<HttpAnswer> {
  const { url, body } = call;
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new RequestFailure(
      url.href,
      `unsupported protocol scheme ${quoteGo(url.protocol === "none:" ? "" : url.protocol.slice(0, -1))}`,
      "final",
    );
  }
  const framing: Readonly<Record<string, string>> =
    body === undefined
      ? {}
      : body === ""
        ? { "Transfer-Encoding": "chunked" }
        : { "Content-Length": String(Buffer.byteLength(body)) };
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  const given = new Set(Object.keys(call.headers).map(canonical));
  const takesGzip = call.method !== "HEAD" && !given.has("Accept-Encoding") && !given.has("Range");
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const outgoing = request(
      url,
      {
        ...call.tls,
        method: call.method,
        headers: {
          "User-Agent": "Go-http-client/1.1",
          ...(takesGzip && { "Accept-Encoding": "gzip" }),
          ...framing,
          ...call.headers,
        },
        signal: deadline ? AbortSignal.any([call.signal, deadline]) : call.signal,
      },
      (incoming) => {
        isAnswered = true;
        void collect(incoming, takesGzip).then(resolve, () =>
          reject(new RequestFailure(url.href, deadline?.aborted ? OUT_OF_TIME_IN_BODY : "unexpected EOF", "body")),
        );
      },
    );
    const fail = (error: unknown): void => {
      if (isAnswered) return;
      if (deadline?.aborted) reject(new RequestFailure(url.href, OUT_OF_TIME, "timeout"));
      else
        void explain(error as NodeJS.ErrnoException, url).then(({ text, isFinal }) =>
          reject(new RequestFailure(url.href, text, isFinal ? "final" : undefined)),
        );
    };
    // Go keeps connections without saying so.
    outgoing.removeHeader("Connection");
    outgoing.on("error", fail);
    outgoing.end(body);
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

const UNTRUSTED = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
]);
const UNVERIFIED = "tls: failed to verify certificate: x509:";

/** A failure of the connection in the words of Go's net and crypto/tls; one of trust is final. */
async function explain(
  error: NodeJS.ErrnoException,
  url: URL,
): Promise<{ readonly text: string; readonly isFinal: boolean }> {
  const text = (words: string, isFinal = false) => ({ text: words, isFinal });
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (UNTRUSTED.has(error.code ?? "")) return text(`${UNVERIFIED} certificate signed by unknown authority`, true);
  switch (error.code) {
    case "ECONNREFUSED": {
      const address = await lookup(host).then(
        (found) => found.address,
        () => host,
      );
      return text(`dial tcp ${address.includes(":") ? `[${address}]` : address}:${port}: connect: connection refused`);
    }
    case "ENOTFOUND":
      return text(`dial tcp: lookup ${host}: no such host`);
    case "ECONNRESET":
      return text("EOF");
    case "EPROTO":
      // What a server that speaks no TLS answers.
      return text(
        /wrong version number/.test(error.message) ? "http: server gave HTTP response to HTTPS client" : error.message,
      );
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return text(
        isIP(host)
          ? `${UNVERIFIED} cannot validate certificate for ${host} because it doesn't contain any IP SANs`
          : `${UNVERIFIED} certificate is not valid for any names, but wanted to match ${host}`,
        true,
      );
    default:
      return text(error.message);
  }
}
