/** Downloads and unpacks an archive of a module package. */
import { execFile } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { FetchError, type Network } from "./network.ts";

const run = promisify(execFile);

export async function fetchArchive(url: string, kind: string, target: string, network: Network): Promise<void> {
  const response = await network.fetch(url, { signal: network.signal });
  if (!response.ok) throw new FetchError(`error downloading '${url}': bad response code: ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  mkdirSync(target, { recursive: true });
  if (kind === "zip") return unzip(bytes, target);
  const folder = mkdtempSync(join(tmpdir(), "terrarium-module-"));
  try {
    const file = join(folder, "package");
    writeFileSync(file, bytes);
    // tar finds out the compression itself and strips leading slashes and parent steps.
    await run("tar", ["-xf", file, "-C", target], { signal: network.signal });
  } catch (error) {
    throw new FetchError(`error downloading '${url}': ${(error as Error).message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the content of a zip archive below that folder. */
export async function unzip(bytes: Buffer, target: string): Promise<void> {
  const zip = await promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer)(bytes, { lazyEntries: true });
  const openStream = promisify(zip.openReadStream.bind(zip) as (entry: Entry, done: Callback) => void);
  await new Promise<void>((done, fail) => {
    zip.on("error", fail);
    zip.on("end", done);
    zip.on("entry", (entry: Entry) => {
      extract(entry, target, openStream).then(() => zip.readEntry(), fail);
    });
    zip.readEntry();
  });
}

type Callback = (error: Error | null, stream: NodeJS.ReadableStream) => void;

async function extract(
  entry: Entry,
  target: string,
  open: (entry: Entry) => Promise<NodeJS.ReadableStream>,
): Promise<void> {
  // yauzl refuses names that are absolute or lead upwards.
  const path = resolve(target, entry.fileName);
  if (entry.fileName.endsWith("/")) {
    mkdirSync(path, { recursive: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  await pipeline(await open(entry), createWriteStream(path, mode === 0 ? {} : { mode }));
}
