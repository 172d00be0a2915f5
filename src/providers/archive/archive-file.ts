/** `archive_file`, the data source and the resource. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { BOOL, compareUtf8, NUMBER, STRING, setOf } from "../../terraform/lang/type.ts";
import type { ProviderDiagnostic, ProviderHost } from "../../terraform/provider.ts";
import { atLeastOneOf, conflictsWith } from "../framework/combinations.ts";
import { defineDataSource } from "../framework/data-source.ts";
import { goErrorText } from "../framework/go-errors.ts";
import { contentHashes } from "../framework/hashes.ts";
import type { PlainObject } from "../framework/plain.ts";
import { defineResource, ProviderFailure } from "../framework/resource.ts";
import type { AttributeDefinition, SchemaDefinition } from "../framework/schema.ts";
import { builtArchive } from "./built-archives.ts";
import { type ArchiveEntry, ArchiveError, directoryEntries, fileEntry } from "./entries.ts";
import { tarGz } from "./tar.ts";
import { zip } from "./zip.ts";

const input = (attribute: AttributeDefinition): AttributeDefinition => ({ ...attribute, forceNew: true });

const schema: SchemaDefinition = {
  attributes: {
    type: input({ type: STRING, required: true }),
    output_path: input({ type: STRING, required: true }),
    source_file: input({ type: STRING, optional: true }),
    source_dir: input({ type: STRING, optional: true }),
    source_content: input({ type: STRING, optional: true }),
    source_content_filename: input({ type: STRING, optional: true }),
    excludes: input({ type: setOf(STRING), optional: true }),
    output_file_mode: input({ type: STRING, optional: true }),
    exclude_symlink_directories: { type: BOOL, optional: true },
    id: { type: STRING, computed: true },
    output_sha: { type: STRING, computed: true },
    output_sha256: { type: STRING, computed: true },
    output_sha512: { type: STRING, computed: true },
    output_base64sha256: { type: STRING, computed: true },
    output_base64sha512: { type: STRING, computed: true },
    output_md5: { type: STRING, computed: true },
    output_size: { type: NUMBER, computed: true },
  },
  blocks: {
    source: {
      nesting: "set",
      forceNew: true,
      attributes: { content: { type: STRING, required: true }, filename: { type: STRING, required: true } },
    },
  },
};

// Which source attributes exclude one another; each side reports it.
const CONFLICTS: readonly (readonly [string, readonly string[]])[] = [
  ["source", ["source_file", "source_dir", "source_content", "source_content_filename"]],
  ["source_content", ["source_file", "source_dir"]],
  ["source_content_filename", ["source_file", "source_dir"]],
  ["source_dir", ["source_file", "source_content", "source_content_filename", "source"]],
  ["source_file", ["source_dir", "source_content", "source_content_filename", "source"]],
];
const SOURCES = ["source", "source_content_filename", "source_file", "source_dir"];

const validate = (config: PlainObject): ProviderDiagnostic[] => [
  ...CONFLICTS.flatMap(([name, others]) => conflictsWith(config, name, others)),
  ...atLeastOneOf(config, SOURCES),
];

/** Writes the archive, except in a rehearsal; returns the computed attributes. */
function build(config: PlainObject, host: ProviderHost): PlainObject | ProviderFailure {
  let stage = "";
  const output = config["output_path"] as string;
  const unmade = host.isRehearsal ? undefined : makeFolder(dirname(output), host);
  if (unmade) return unmade;
  try {
    const type = config["type"] as string;
    const pack = { zip, "tar.gz": tarGz }[type];
    if (!pack) throw new ArchiveError(`archive type not supported: ${type}`);
    stage = `error archiving ${config["source_dir"] ? "directory" : config["source_file"] ? "file" : "content"}: `;
    const entries = entriesOf(config, host);
    // A mode that cannot be read is noticed when the first entry is written: the archive is left without any.
    const mode = modeOf(config["output_file_mode"] as string | null);
    if (Number.isNaN(mode)) {
      if (!host.isRehearsal) writeFileSync(open(output, host), pack([]));
      throw new ArchiveError(`error parsing output_file_mode value: ${config["output_file_mode"] as string}`);
    }
    const packed = withMode(entries, mode, type);
    const path = resolve(host.directory, output);
    return builtArchive(path, type, packed, () => {
      if (host.isRehearsal) {
        const bytes = pack(packed);
        return { outputs: outputs(bytes), isThere: holds(path, bytes) };
      }
      const file = open(output, host);
      const bytes = pack(packed);
      writeFileSync(file, bytes);
      return { outputs: outputs(bytes), isThere: true };
    });
  } catch (error) {
    const reason = error instanceof ArchiveError ? error.message : goErrorText(error, output);
    return new ProviderFailure("Archive creation error", `error creating archive: ${stage}${reason}`);
  }
}

function holds(file: string, bytes: Buffer): boolean {
  try {
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

// The output is opened when the sources have been found: what goes wrong later leaves an empty file there, as the real
// provider does.
function open(output: string, host: ProviderHost): string {
  const file = resolve(host.directory, output);
  try {
    writeFileSync(file, "", { mode: 0o644 });
  } catch (error) {
    throw new ArchiveError(goErrorText(error, output));
  }
  return file;
}

/** The folder is there before anything else is looked at, and stays when the archive cannot be made. */
function makeFolder(folder: string, host: ProviderHost): ProviderFailure | undefined {
  const path = resolve(host.directory, folder);
  if (statSync(path, { throwIfNoEntry: false })) return undefined;
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    return undefined;
  } catch (error) {
    return new ProviderFailure("Output path error", `error creating output path: ${goErrorText(error, folder)}`);
  }
}

function entriesOf(config: PlainObject, host: ProviderHost): ArchiveEntry[] {
  if (config["source_dir"]) {
    return directoryEntries(host.directory, config["source_dir"] as string, {
      excludes: (config["excludes"] as readonly string[] | null) ?? [],
      skipLinkedFolders: config["exclude_symlink_directories"] === true,
    });
  }
  if (config["source_file"]) return [fileEntry(host.directory, config["source_file"] as string)];
  if (config["source_content_filename"]) {
    const data = Buffer.from((config["source_content"] as string | null) ?? "");
    return [{ name: config["source_content_filename"] as string, data, mode: undefined }];
  }
  const blocks = config["source"] as readonly { readonly content: string; readonly filename: string }[];
  return [...blocks]
    .sort((a, b) => compareUtf8(a.filename, b.filename))
    .map(({ content, filename }) => ({ name: filename, data: Buffer.from(content), mode: undefined }));
}

/** `output_file_mode` wins over files' own modes; content of no file has one in a tar archive only. */
function withMode(entries: readonly ArchiveEntry[], mode: number | undefined, type: string): readonly ArchiveEntry[] {
  if (mode === undefined) return entries;
  return entries.map((entry) => (entry.mode === undefined && type === "zip" ? entry : { ...entry, mode }));
}

// Go's ParseUint with base 0: a leading zero means octal, none decimal. NaN for what it refuses.
function modeOf(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  const number = /^0[0-7]*$/.test(text)
    ? Number.parseInt(text, 8)
    : /^(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[1-9]\d*)$/.test(text)
      ? Number(text)
      : Number.NaN;
  return Number.isNaN(number) || number > 0xffffffff ? Number.NaN : number & 0o777;
}

function outputs(bytes: Buffer): PlainObject {
  const hashes = contentHashes(bytes);
  return {
    id: hashes.sha1,
    output_sha: hashes.sha1,
    output_sha256: hashes.sha256,
    output_sha512: hashes.sha512,
    output_base64sha256: hashes.base64sha256,
    output_base64sha512: hashes.base64sha512,
    output_md5: hashes.md5,
    output_size: bytes.length,
  };
}

export const archiveFileData = defineDataSource({
  schema,
  validate,
  read: (config, host) => {
    const built = build(config, host);
    return built instanceof ProviderFailure ? built : { attributes: built };
  },
});

export const archiveFileResource = defineResource({
  schema,
  validate,
  create: build,
  // A refresh makes the archive again, so a deleted one comes back.
  read: build,
  // The real provider's update gives the state before it, which terraform then refuses as inconsistent.
  update: (_planned, prior) => prior,
});
