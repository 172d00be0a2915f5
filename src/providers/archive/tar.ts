/** Gzipped tar archives as the real provider (2.8.0, observed) writes them: ustar, no owner, no times. */
import { crc32 } from "node:zlib";
import { goDeflate } from "../../terraform/lang/deflate.ts";
import type { ArchiveEntry } from "./entries.ts";

const BLOCK = 512;
/** How much of a file is written at once. */
const PIECE = 32768;

export function tarGz(entries: readonly ArchiveEntry[]): Buffer {
  const blocks: Buffer[] = [];
  for (const { name, data, mode } of entries) {
    blocks.push(header(name, data.length, mode ?? 0));
    for (let at = 0; at < data.length; at += PIECE) blocks.push(Buffer.from(data.subarray(at, at + PIECE)));
    const rest = data.length % BLOCK;
    if (rest > 0) blocks.push(Buffer.alloc(BLOCK - rest));
  }
  blocks.push(Buffer.alloc(BLOCK), Buffer.alloc(BLOCK));
  return gzip(blocks);
}

function header(name: string, size: number, mode: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const [prefix, base] = splitName(name);
  block.write(base, 0, 100);
  octal(block, mode, 100, 8);
  octal(block, 0, 108, 8);
  octal(block, 0, 116, 8);
  octal(block, size, 124, 12);
  octal(block, 0, 136, 12);
  block.write("        ", 148);
  block.write("0", 156);
  block.write("ustar\u000000", 257);
  octal(block, 0, 329, 8);
  octal(block, 0, 337, 8);
  block.write(prefix, 345, 155);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

function octal(block: Buffer, value: number, at: number, width: number): void {
  block.write(`${value.toString(8).padStart(width - 1, "0")}\0`, at);
}

// A name over 100 bytes is split at a slash, its front going to the prefix field.
function splitName(name: string): readonly [string, string] {
  if (Buffer.byteLength(name) <= 100) return ["", name];
  for (let at = name.indexOf("/"); at >= 0; at = name.indexOf("/", at + 1)) {
    if (Buffer.byteLength(name.slice(at + 1)) <= 100 && Buffer.byteLength(name.slice(0, at)) <= 155) {
      return [name.slice(0, at), name.slice(at + 1)];
    }
  }
  return ["", name];
}

function gzip(blocks: readonly Buffer[]): Buffer {
  const data = Buffer.concat(blocks);
  let end = 0;
  const writes = blocks.map((block) => (end += block.length));
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(data), 0);
  tail.writeUInt32LE(data.length >>> 0, 4);
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]), goDeflate(data, { writes }), tail]);
}
