/**
 * Schemas of providers' programs on disk, as the programs gave them, so that a command that only looks at them starts
 * no program. A program is known by its place, size, time and inode: reading hundreds of megabytes to hash them would
 * cost more than asking.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export async function cachedSchemas(
  program: string,
  environment: Readonly<Record<string, string | undefined>>,
  ask: () => Promise<Buffer>,
): Promise<Buffer> {
  const cache = environment["XDG_CACHE_HOME"] || join(environment["HOME"] || homedir(), ".cache");
  const folder = join(cache, "terrarium", "provider-schemas");
  const file = join(folder, identityOf(program));
  try {
    return readFileSync(file);
  } catch {
    const schemas = await ask();
    keep(folder, file, schemas);
    return schemas;
  }
}

function identityOf(program: string): string {
  const path = realpathSync(program);
  const { size, mtimeNs, ino } = statSync(path, { bigint: true });
  return createHash("sha256").update([path, size, mtimeNs, ino].join("\n")).digest("hex");
}

/** A cache that cannot be written to is done without. */
function keep(folder: string, file: string, schemas: Buffer): void {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, schemas);
    renameSync(draft, file);
  } catch {}
}
