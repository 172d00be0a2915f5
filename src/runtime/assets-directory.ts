/** Where the files that functions' processes run lie: beside the source here, and beside the bundle when built. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const CANDIDATES = ["./assets", "../runtime", "./runtime"];

export function assetsDirectory(): string {
  for (const candidate of CANDIDATES) {
    const folder = fileURLToPath(new URL(candidate, import.meta.url));
    if (existsSync(`${folder}/node/main.cjs`)) return folder;
  }
  throw new Error("Terrarium's files for functions are missing from its installation");
}
