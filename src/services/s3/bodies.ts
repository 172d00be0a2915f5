/** The bytes of objects and parts: one file each, written and synced before the record that names it. */

import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { lowerHexadecimal, randomId } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";

function pathOf({ cloud }: OperationContext, file: string): string {
  return join(cloud.directory, "s3", file.slice(0, 2), file);
}

/** Writes bytes into a new file and returns its name. */
export async function writeBody(context: OperationContext, chunks: readonly Uint8Array[]): Promise<string> {
  if (chunks.every(({ length }) => length === 0)) return "";
  const file = randomId(32, lowerHexadecimal);
  const path = pathOf(context, file);
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, "wx", 0o600);
  try {
    await handle.writev(chunks as Uint8Array[]);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return file;
}

export async function readBody(context: OperationContext, file: string): Promise<Buffer> {
  return file === "" ? Buffer.alloc(0) : readFile(pathOf(context, file));
}

/** The bytes from `start` to `end` inclusive, as a stream. */
export function streamBody(context: OperationContext, file: string, start: number, end: number): Uint8Array | Readable {
  if (file === "" || end < start) return new Uint8Array(0);
  return createReadStream(pathOf(context, file), { start, end });
}

/** Removes a body once nothing that is committed names it. */
export function dropBody(context: OperationContext, { file }: { readonly file: string }): void {
  if (file === "") return;
  const path = pathOf(context, file);
  void context.store.committed().then(() => rm(path, { force: true }));
}
