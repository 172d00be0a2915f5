/**
 * Finds the operation of a REST request: a tree of path segments, then the query literals and the required query and
 * header members that tell operations on one path apart (UploadPart is PutObject with partNumber and uploadId).
 */
import type { WireRequest } from "./message.ts";
import type { OperationModel } from "./model.ts";
import { parseQuery } from "./url-encoding.ts";

interface Route {
  readonly operation: string;
  readonly rank: number;
  /** The literals of the path first, then the members that must be there. */
  readonly query: readonly (readonly [name: string, value: string | undefined])[];
  readonly literals: number;
  readonly headers: readonly string[];
}

class Segment {
  readonly literals = new Map<string, Segment>();
  label: Segment | undefined;
  readonly routes: Route[] = [];
  readonly greedy: Route[] = [];
}

export interface RouterOptions {
  /** S3: a trailing slash belongs to the key, and an empty segment too. */
  readonly keepSlashes: boolean;
  /** The path a request's URI stands for: the SDK leaves the bucket out of S3's. */
  uri(operation: OperationModel): string;
}

export class Router {
  readonly #methods = new Map<string, Segment>();
  readonly #keepSlashes: boolean;

  constructor(operations: Iterable<OperationModel>, options: RouterOptions) {
    this.#keepSlashes = options.keepSlashes;
    for (const operation of operations) {
      if (operation.http !== undefined) this.#add(operation, operation.http[0], options.uri(operation));
    }
  }

  match(request: WireRequest): string | undefined {
    const root = this.#methods.get(request.method);
    if (root === undefined) return undefined;
    const { path } = request;
    const end = !this.#keepSlashes && path.length > 1 && path.endsWith("/") ? path.length - 1 : path.length;
    const found: Route[] = [];
    collect(root, path, 1, end, found);
    let best: Route | undefined;
    let incomplete: Route | undefined;
    let query: ReadonlyMap<string, readonly string[]> | undefined;
    for (const route of found) {
      if (best !== undefined && best.rank >= route.rank) continue;
      if (route.query.length > 0) {
        query ??= parseQuery(request.query);
        const values = query;
        const missing = route.query.findIndex(([name, value]) => !hasQuery(values, name, value));
        if (missing >= route.literals) incomplete ??= route;
        if (missing >= 0) continue;
      }
      if (route.headers.every((header) => request.headers[header] !== undefined)) best = route;
    }
    // A member that is missing is for validation to say, unless it was what tells operations apart, as in S3.
    return (best ?? (this.#keepSlashes ? undefined : incomplete))?.operation;
  }

  #add(operation: OperationModel, method: string, uri: string): void {
    const [path = "", search = ""] = uri.split("?");
    const query: [string, string | undefined][] = [];
    for (const pair of search.split("&")) {
      const [name = "", value] = pair.split("=");
      // The SDK for JavaScript marks S3 operations with x-id; no other client does.
      if (name !== "" && name !== "x-id") query.push([name, value]);
    }
    const required = operation.input?.members.slice(0, operation.input.required) ?? [];
    const headers: string[] = [];
    const literals = query.length;
    for (const { traits } of required) {
      if (traits.httpQuery !== undefined) query.push([traits.httpQuery, undefined]);
      if (traits.httpHeader !== undefined) headers.push(traits.httpHeader.toLowerCase());
    }
    const segments = path
      .split("/")
      .slice(1)
      .filter((segment) => segment !== "");
    const rank = literals * 100 + (query.length - literals + headers.length) * 10 + segments.length;
    const route: Route = { operation: operation.name, rank, query, literals, headers };

    let node = this.#methods.get(method);
    if (node === undefined) this.#methods.set(method, (node = new Segment()));
    for (const segment of segments) {
      if (segment.endsWith("+}")) {
        node.greedy.push(route);
        return;
      }
      if (segment.startsWith("{")) node = node.label ??= new Segment();
      else {
        let next = node.literals.get(segment);
        if (next === undefined) node.literals.set(segment, (next = new Segment()));
        node = next;
      }
    }
    node.routes.push(route);
  }
}

function hasQuery(query: ReadonlyMap<string, readonly string[]>, name: string, value: string | undefined): boolean {
  const values = query.get(name);
  return values !== undefined && (value === undefined || value === "" || values.includes(value));
}

/** Adds the routes of every way through the tree; literal segments come first. */
function collect(node: Segment, path: string, start: number, end: number, found: Route[]): void {
  if (start >= end) {
    found.push(...node.routes);
    return;
  }
  const slash = path.indexOf("/", start);
  const stop = slash < 0 || slash > end ? end : slash;
  const literal = node.literals.get(path.slice(start, stop));
  if (literal !== undefined) collect(literal, path, stop + 1, end, found);
  if (node.label !== undefined && stop > start) collect(node.label, path, stop + 1, end, found);
  found.push(...node.greedy);
}
