/** The JSON document that processors work on, whose members they name by paths with dots: `server.ports.0`. */
export type Document = Record<string, unknown>;

/** The source that stands for the whole event. */
export const MESSAGE = "@message";

const isContainer = (value: unknown): value is Document => typeof value === "object" && value !== null;

export function valueAt(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split(".")) {
    if (!isContainer(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** Makes the objects on the way; leaves an existing value unless it may be overwritten. */
export function setAt(document: Document, path: string, value: unknown, overwrite = true): void {
  const names = path.split(".");
  const last = names.pop() as string;
  let place = document;
  for (const name of names) {
    if (!isContainer(place[name])) place[name] = {};
    place = place[name] as Document;
  }
  if (overwrite || !Object.hasOwn(place, last)) place[last] = value;
}

export function deleteAt(document: Document, path: string): void {
  const dot = path.lastIndexOf(".");
  const parent = dot < 0 ? document : valueAt(document, path.slice(0, dot));
  if (isContainer(parent)) delete parent[path.slice(dot + 1)];
}

/** Puts members under a path, or into the document itself. */
export function insert(document: Document, destination: string | undefined, members: Document, overwrite = true): void {
  for (const [name, value] of Object.entries(members)) {
    if (destination !== undefined) {
      if (!isContainer(valueAt(document, destination))) setAt(document, destination, {});
      const place = valueAt(document, destination) as Document;
      if (overwrite || !Object.hasOwn(place, name)) place[name] = value;
    } else if (overwrite || !Object.hasOwn(document, name)) document[name] = value;
  }
}
