/** Unpacks a function's or layer's package into a folder, as Lambda does: nothing outside it, nothing unreadable. */
import { createWriteStream } from "node:fs";
import { chmod, mkdir, realpath, symlink } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { invalidParameter } from "./fault.ts";

/** Bytes that a function may have unpacked, its layers included. */
export const LARGEST_UNPACKED = 262_144_000;

const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;

/** Writes the package's files to the folder and returns how many bytes they are. */
export async function unzip(zip: Uint8Array, folder: string): Promise<number> {
  let file: ZipFile;
  try {
    file = await openZip(zip);
  } catch {
    throw invalidParameter("Could not unzip uploaded file. Please check your file, then try to upload again.");
  }
  let size = 0;
  const links: Link[] = [];
  await mkdir(folder, { recursive: true });
  for await (const entry of entriesOf(file)) {
    size += entry.uncompressedSize;
    if (size > LARGEST_UNPACKED) throw invalidParameter(`Unzipped size must be smaller than ${LARGEST_UNPACKED} bytes`);
    const link = await writeEntry(file, entry, folder);
    if (link) links.push(link);
  }
  for (const link of links) await makeLink(link, await realpath(folder));
  return size;
}

interface Link {
  readonly path: string;
  readonly target: string;
}

/** A link may lead anywhere, as /opt is; it is made after all files, so that none is written through it. */
async function makeLink({ path, target }: Link, folder: string): Promise<void> {
  const parent = await realpath(dirname(path));
  if (parent !== folder && !parent.startsWith(folder + sep)) return;
  await symlink(target, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

function openZip(zip: Uint8Array): Promise<ZipFile> {
  return new Promise((done, fail) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: false };
    yauzl.fromBuffer(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength), options, (error, file) =>
      error ? fail(error) : done(file),
    );
  });
}

async function* entriesOf(file: ZipFile): AsyncGenerator<Entry> {
  for (let left = file.entryCount; left > 0; left--) {
    yield await new Promise<Entry>((done, fail) => {
      const unlisten = () => {
        file.off("entry", entry);
        file.off("error", error);
        file.off("end", end);
      };
      const entry = (value: Entry) => {
        unlisten();
        done(value);
      };
      const error = (reason: Error) => {
        unlisten();
        fail(
          invalidParameter(
            `Could not unzip uploaded file. Please check your file, then try to upload again. (${reason.message})`,
          ),
        );
      };
      const end = () => error(new Error("the package ends early"));
      file.on("entry", entry).on("error", error).on("end", end);
      file.readEntry();
    });
  }
}

/** Returns a link instead of making it. */
async function writeEntry(file: ZipFile, entry: Entry, folder: string): Promise<Link | undefined> {
  const path = resolve(folder, entry.fileName);
  if (path !== folder && !path.startsWith(folder + sep)) return undefined;
  if (entry.fileName.endsWith("/")) {
    await mkdir(path, { recursive: true });
    return undefined;
  }
  await mkdir(dirname(path), { recursive: true });
  const mode = entry.externalFileAttributes >>> 16;
  const content = await new Promise<NodeJS.ReadableStream>((done, fail) => {
    file.openReadStream(entry, (error, stream) => (error ? fail(error) : done(stream)));
  });
  if ((mode & FILE_TYPE) === SYMLINK) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk as Buffer);
    return { path, target: Buffer.concat(chunks).toString("utf8") };
  }
  await pipeline(content, createWriteStream(path));
  // Packages made without Unix modes (0) are readable on Lambda too.
  await chmod(path, mode === 0 ? 0o644 : (mode & 0o755) | 0o444);
  return undefined;
}
