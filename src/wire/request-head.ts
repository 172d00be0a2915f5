/**
 * Reads the head of a plain HTTP/1.1 request: what AWS's clients send all day. Anything out of the ordinary is left to
 * Node's own parser, so that this one need not know the dark corners of the protocol.
 */

export interface RequestHead {
  readonly method: string;
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[];
  readonly bodyLength: number;
}

const METHODS = new Set(["DELETE", "GET", "PATCH", "POST", "PUT"]);
/** A request with one of these is not plain. */
const UNUSUAL = new Set(["connection", "expect", "te", "trailer", "transfer-encoding", "upgrade"]);
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const URL_TEXT = /^\/[\x21-\x7e]*$/;

// The same few names come with every request.
const lowerCased = new Map<string, string>();
const MOST_NAMES = 500;

/** The head in `text`, which ends before the empty line; undefined when it is not plain. */
export function readHead(text: string): RequestHead | undefined {
  let lineEnd = text.indexOf("\r\n");
  if (lineEnd < 0) return undefined;
  const methodEnd = text.indexOf(" ");
  const urlEnd = lineEnd - " HTTP/1.1".length;
  const method = text.slice(0, methodEnd);
  const url = text.slice(methodEnd + 1, urlEnd);
  if (!METHODS.has(method) || !text.startsWith(" HTTP/1.1", urlEnd) || !URL_TEXT.test(url)) return undefined;

  const headers: Record<string, string> = {};
  const rawHeaders: string[] = [];
  let bodyLength = 0;
  while (lineEnd < text.length) {
    const start = lineEnd + 2;
    lineEnd = text.indexOf("\r\n", start);
    if (lineEnd < 0) lineEnd = text.length;
    const colon = text.indexOf(":", start);
    if (colon < 0 || colon > lineEnd) return undefined;
    const rawName = text.slice(start, colon);
    const name = lowerCase(rawName);
    if (name === undefined) return undefined;
    const value = text.slice(colon + 1, lineEnd).trim();
    if (!VALUE.test(value) || headers[name] !== undefined) return undefined;
    if (UNUSUAL.has(name) && !(name === "connection" && value.toLowerCase() === "keep-alive")) return undefined;
    if (name === "content-length") {
      bodyLength = Number(value);
      if (!/^\d{1,15}$/.test(value)) return undefined;
    }
    headers[name] = value;
    rawHeaders.push(rawName, value);
  }
  if (headers["host"] === undefined) return undefined;
  return { method, url, headers, rawHeaders, bodyLength };
}

function lowerCase(name: string): string | undefined {
  let lower = lowerCased.get(name);
  if (lower === undefined) {
    if (!NAME.test(name) || name === "__proto__") return undefined;
    lower = name.toLowerCase();
    if (lowerCased.size >= MOST_NAMES) lowerCased.clear();
    lowerCased.set(name, lower);
  }
  return lower;
}
