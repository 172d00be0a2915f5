/**
 * Refuses what a web page could make a browser send here. A page of any site may send requests to 127.0.0.1, and by
 * DNS rebinding even under its own name: so the Host must be one of ours, and a page that is not of this machine may
 * not call AWS operations. https://owasp.org/www-community/attacks/DNS_Rebinding
 */

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)$/;
/** SDKs put these before the host of the endpoint they are given, for StartSyncExecution and StartLiveTail. */
const HOST_PREFIX = /^(sync|stream)-/;
const LOCAL_SUFFIX = /\.(localhost|amazonaws\.com|amazonaws\.com\.cn|on\.aws|localhost\.localstack\.cloud)$/;

const MOST_REMEMBERED = 1000;
const remembered = new Map<string, boolean>();

/** Whether a Host header names this machine, or AWS as a client that was redirected here does. */
export function isOwnHost(host: string | undefined, listening: string): boolean {
  // HTTP/1.0 tools send none; a browser always does.
  if (host === undefined) return true;
  const known = remembered.get(host);
  if (known !== undefined) return known;
  const name = hostName(host).replace(HOST_PREFIX, "");
  // A name without a dot, as containers have, is none that a page could have rebound.
  const own =
    LOCAL_HOST.test(name) ||
    LOCAL_SUFFIX.test(name) ||
    /^[\w-]+$/.test(name) ||
    name === listening ||
    isAddress(name, listening);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(host, own);
  return own;
}

/** Behind 0.0.0.0 the server is meant to be reached by its addresses; a name could still be a rebound one. */
function isAddress(name: string, listening: string): boolean {
  return (listening === "0.0.0.0" || listening === "::") && /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])$/.test(name);
}

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
}

/** Whether the request comes from a page of another site. */
export function isForeignPage(headers: Readonly<Record<string, string | undefined>>): boolean {
  if (headers["sec-fetch-site"] === "cross-site") return true;
  const origin = headers["origin"];
  if (origin === undefined) return false;
  try {
    const { hostname, protocol } = new URL(origin);
    return !(protocol.startsWith("http") && (LOCAL_HOST.test(hostname) || hostname.endsWith(".localhost")));
  } catch {
    return true;
  }
}
