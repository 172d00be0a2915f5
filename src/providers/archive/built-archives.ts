/**
 * Archives that this process has written and that lie where it put them: a plan reads `archive_file` every time, and
 * packing a function's folder again to the same bytes is most of what that costs.
 */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import type { PlainObject } from "../framework/plain.ts";
import type { ArchiveEntry } from "./entries.ts";

interface BuiltArchive {
  readonly contents: string;
  /** Of the file, as it was when it had been written. */
  readonly identity: string | undefined;
  readonly outputs: PlainObject;
}

const REMEMBERED = 100;
const built = new Map<string, BuiltArchive>();

/**
 * The outputs of the archive at that path: of `make`, unless the archive is there with the same contents already. `make`
 * says whether it is there now.
 */
export function builtArchive(
  file: string,
  type: string,
  entries: readonly ArchiveEntry[],
  make: () => { readonly outputs: PlainObject; readonly isThere: boolean },
): PlainObject {
  const contents = contentsOf(type, entries);
  const known = built.get(file);
  if (known?.contents === contents && known.identity !== undefined && known.identity === identityOf(file)) {
    return known.outputs;
  }
  const { outputs, isThere } = make();
  built.delete(file);
  if (!isThere) return outputs;
  built.set(file, { contents, identity: identityOf(file), outputs });
  if (built.size > REMEMBERED) built.delete(built.keys().next().value as string);
  return outputs;
}

function contentsOf(type: string, entries: readonly ArchiveEntry[]): string {
  const hash = createHash("sha256").update(type);
  for (const { name, data, mode } of entries) {
    hash.update(`\n${JSON.stringify(name)} ${mode} ${data.length}\n`).update(data);
  }
  return hash.digest("base64");
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found && `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs}`;
}
