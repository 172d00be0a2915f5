/**
 * What goes into an archive, in the order the real provider (2.8.0, observed) puts it: a directory is walked with the
 * names of each folder sorted by bytes, links followed.
 */
import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { compareUtf8 } from "../../terraform/lang/type.ts";
import { goErrorText } from "../framework/go-errors.ts";
import { matchesPattern, PatternError } from "./doublestar.ts";

export interface ArchiveEntry {
  readonly name: string;
  readonly data: Uint8Array;
  /** Permission bits, set-id bits included; undefined for content that comes from no file. */
  readonly mode: number | undefined;
}

/** An archive that cannot be made, in the provider's words. */
export class ArchiveError extends Error {}

export function fileEntry(directory: string, path: string): ArchiveEntry {
  const file = resolve(directory, path);
  let stats: ReturnType<typeof statSync>;
  try {
    stats = statSync(file);
  } catch {
    throw new ArchiveError(`could not archive missing file: ${path}`);
  }
  try {
    return { name: basename(path), data: readFileSync(file), mode: stats.mode & 0o7777 };
  } catch (error) {
    throw new ArchiveError(goErrorText(error, path));
  }
}

export function directoryEntries(
  directory: string,
  path: string,
  options: {
    readonly excludes: readonly string[];
    readonly skipLinkedFolders: boolean;
  },
): ArchiveEntry[] {
  const root = resolve(directory, path);
  const stats = statSync(root, { throwIfNoEntry: false });
  if (!stats) throw new ArchiveError(`could not archive missing directory: ${path}`);
  if (!stats.isDirectory()) throw new ArchiveError(`could not archive directory that is a file: ${path}`);
  const found: ArchiveEntry[] = [];
  // The root itself is tested as ".", so that ** excludes everything.
  if (!excluded(".", options.excludes)) walk("");
  if (found.length === 0) throw new ArchiveError("archive has not been created as it would be empty");
  return found;

  function walk(folder: string): void {
    for (const name of readdirSync(join(root, folder)).sort(compareUtf8)) {
      const relative = folder === "" ? name : `${folder}/${name}`;
      const full = join(root, relative);
      if (excluded(relative, options.excludes)) continue;
      const target = statSync(full);
      if (target.isDirectory()) {
        // A skipped link to a folder ends the walk of the folder it lies in: the real provider does so.
        if (options.skipLinkedFolders && lstatSync(full).isSymbolicLink()) return;
        walk(relative);
      } else if (target.isFile()) {
        found.push({ name: relative, data: readFileSync(full), mode: target.mode & 0o7777 });
      }
    }
  }
}

function excluded(path: string, patterns: readonly string[]): boolean {
  try {
    return patterns.some((pattern) => pattern !== "" && matchesPattern(pattern, path));
  } catch (error) {
    if (error instanceof PatternError)
      throw new ArchiveError("error checking excludes matches: syntax error in pattern");
    throw error;
  }
}
