/** Unpacks a function's or layer's package into a folder, as Lambda does: nothing outside it, nothing unreadable. */
import { createWriteStream } from "node:fs";
import { chmod, mkdir, symlink } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { invalidParameter } from "./fault.ts";

const LARGEST = 262_144_000;
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
  await mkdir(folder, { recursive: true });
  for await (const entry of entriesOf(file)) {
    size += entry.uncompressedSize;
    if (size > LARGEST) throw invalidParameter(`Unzipped size must be smaller than ${LARGEST} bytes`);
    await writeEntry(file, entry, folder);
  }
  return size;
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

async function writeEntry(file: ZipFile, entry: Entry, folder: string): Promise<void> {
  const path = resolve(folder, entry.fileName);
  if (path !== folder && !path.startsWith(folder + sep)) return;
  if (entry.fileName.endsWith("/")) {
    await mkdir(path, { recursive: true });
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const mode = entry.externalFileAttributes >>> 16;
  const content = await new Promise<NodeJS.ReadableStream>((done, fail) => {
    file.openReadStream(entry, (error, stream) => (error ? fail(error) : done(stream)));
  });
  if ((mode & FILE_TYPE) === SYMLINK) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk as Buffer);
    const target = Buffer.concat(chunks).toString("utf8");
    if (resolve(dirname(path), target).startsWith(join(folder, sep))) await symlink(target, path);
    return;
  }
  await pipeline(content, createWriteStream(path));
  // Packages made without Unix modes (0) are readable on Lambda too.
  await chmod(path, mode === 0 ? 0o644 : (mode & 0o755) | 0o444);
}
