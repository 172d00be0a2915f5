/** A new API from another: everything but its stages and deployments, under new ids. */
import { type Api, allParts, newId, type Part, type Place, requireApi, savePart } from "./store.ts";

const CLONED = [
  "authorizer",
  "documentation-part",
  "gateway-response",
  "model",
  "request-validator",
  "resource",
] as const satisfies readonly Part[];

/** The settings that the new API takes over, and its root's id; what belongs to it is saved under `id`. */
export function cloneInto(place: Place, id: string, from: string): Api {
  const source = requireApi(place, from);
  const parts = CLONED.flatMap((kind) =>
    allParts<{ readonly id?: string }>(place, source.id, kind).map((part) => ({ kind, part })),
  );
  const ids = new Map(parts.flatMap(({ part }) => (part.id === undefined ? [] : [[part.id, newId()]])));
  for (const { kind, part } of parts) {
    const copy = renamed(part, ids) as { readonly id?: string; readonly name?: string; readonly responseType?: string };
    const name = kind === "model" ? copy.name : kind === "gateway-response" ? copy.responseType : copy.id;
    savePart(place, id, kind, name as string, copy);
  }
  return { ...source, rootResourceId: ids.get(source.rootResourceId) as string };
}

/** Ids stand in other parts too: of parents, authorizers, validators. */
function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, ids));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, ids)]));
}
