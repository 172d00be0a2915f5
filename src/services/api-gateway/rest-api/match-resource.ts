/**
 * Which resource and method of a REST API a request is for: level by level a fixed part before a variable before a
 * greedy variable; the method itself before ANY. Slashes in front and at the end do not count.
 */
import type { Method } from "@aws-sdk/client-api-gateway";
import type { Node } from "../resources.ts";

export interface Match {
  readonly node: Node;
  readonly method: Method;
  /** Percent-encoded as sent; recorded for greedy variables. */
  readonly parameters: Readonly<Record<string, string>>;
}

export function matchResource(resources: readonly Node[], method: string, path: string): Match | undefined {
  const served = resources.filter(({ resourceMethods }) => Object.keys(resourceMethods ?? {}).length > 0);
  const segments = path.replace(/^\/+|\/+$/g, "").split("/");
  if (segments[0] === "") segments.pop();
  let best: { readonly node: Node; readonly parameters: Record<string, string>; readonly rank: string } | undefined;
  for (const node of served) {
    const found = matchPath(node.path, segments);
    if (found && (!best || found.rank < best.rank)) best = { node, ...found };
  }
  const found = best?.node.resourceMethods?.[method] ?? best?.node.resourceMethods?.["ANY"];
  return best && found && { node: best.node, method: found, parameters: best.parameters };
}

/** The rank has a digit for each level, so that comparing texts compares level by level. */
function matchPath(
  pattern: string,
  segments: readonly string[],
): { readonly parameters: Record<string, string>; readonly rank: string } | undefined {
  const parts = pattern.split("/").filter((part) => part !== "");
  const parameters: Record<string, string> = {};
  let rank = "";
  for (const [at, part] of parts.entries()) {
    const segment = segments[at];
    if (segment === undefined) return undefined;
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    if (greedy !== undefined) {
      parameters[greedy] = segments.slice(at).join("/");
      return { parameters, rank: `${rank}2` };
    }
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== segment && part !== decoded(segment)) return undefined;
    if (name !== undefined) parameters[name] = segment;
    rank += name === undefined ? "0" : "1";
  }
  return segments.length === parts.length ? { parameters, rank } : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
