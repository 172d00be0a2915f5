/**
 * Which route of an HTTP API a request goes to. The most specific path wins: full match, then path variables, then a
 * greedy variable, then $default; a route for the method before one for ANY.
 */
import type { Route } from "@aws-sdk/client-apigatewayv2";

export interface RouteMatch {
  readonly route: Route;
  /** Values of path variables, percent-decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const segments = path.split("/").slice(1);
  let best: { readonly match: RouteMatch; readonly rank: readonly number[] } | undefined;
  for (const route of routes) {
    if (route.RouteKey === "$default") continue;
    const [routeMethod, routePath] = (route.RouteKey as string).split(" ") as [string, string];
    if (routeMethod !== "ANY" && routeMethod !== method) continue;
    const found = matchPath(routePath, segments);
    if (!found) continue;
    const rank = [...found.rank, routeMethod === "ANY" ? 1 : 0];
    if (!best || isBefore(rank, best.rank)) best = { match: { route, parameters: found.parameters }, rank };
  }
  if (best) return best.match;
  const fallback = routes.find(({ RouteKey }) => RouteKey === "$default");
  return fallback && { route: fallback, parameters: {} };
}

// Segment by segment, 0 for a literal, 1 for a variable, 2 for a greedy one: the smaller the better.
function matchPath(
  pattern: string,
  segments: readonly string[],
): { readonly parameters: Record<string, string>; readonly rank: number[] } | undefined {
  const parts = pattern.split("/").slice(1);
  const parameters: Record<string, string> = {};
  const rank: number[] = [];
  for (const [i, part] of parts.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    if (greedy !== undefined) {
      const rest = segments.slice(i).join("/");
      if (rest === "") return undefined;
      parameters[greedy] = decode(rest);
      return { parameters, rank: [...rank, 2] };
    }
    const segment = segments[i];
    if (segment === undefined) return undefined;
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name !== undefined) {
      if (segment === "") return undefined;
      parameters[name] = decode(segment);
      rank.push(1);
    } else if (part === segment) rank.push(0);
    else return undefined;
  }
  return segments.length === parts.length ? { parameters, rank } : undefined;
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x = 0, y = 0] = [a[i], b[i]];
    if (x !== y) return x < y;
  }
  return false;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
