/**
 * Loads the generated table of a service when it is first needed. From source the tables lie in `generated/` beside
 * this file; in the bundle they lie in `shapes/` beside the bundle, or beside the folder of a chunk.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ServiceShapes } from "./service-shapes.ts";

const loaded = new Map<string, ServiceShapes>();
const folders = ["./generated/", "./shapes/", "../shapes/"].map((folder) => new URL(folder, import.meta.url));

/** The table of the service with this SDK client suffix, such as "lambda". */
export function serviceShapes(service: string): ServiceShapes {
  const known = loaded.get(service);
  if (known !== undefined) return known;
  for (const folder of folders) {
    const file = fileURLToPath(new URL(`${service}.json`, folder));
    if (!existsSync(file)) continue;
    const shapes = JSON.parse(readFileSync(file, "utf8")) as ServiceShapes;
    loaded.set(service, shapes);
    return shapes;
  }
  throw new Error(`There is no shape table for the service "${service}"; "npm run shapes" writes them`);
}
