/** Gzipped tar archives as the real provider (2.8.0, observed) writes them: ustar, no owner, no times. */
import { crc32 } from "node:zlib";
import { goDeflate } from "../../terraform/lang/deflate.ts";
import type { ArchiveEntry } from "./entries.ts";

const BLOCK = 512;
const NAME_LENGTH = 100;
const PREFIX_LENGTH = 155;
/** How much of a file is written at once. */
const PIECE = 32768;

export function tarGz(entries: readonly ArchiveEntry[]): Buffer {
  return gzip([
    ...entries.flatMap(({ name, data, mode }) => [...headers(name, data.length, mode ?? 0), ...content(data)]),
    Buffer.alloc(BLOCK),
    Buffer.alloc(BLOCK),
  ]);
}

function content(data: Uint8Array): Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += PIECE) blocks.push(Buffer.from(data.subarray(at, at + PIECE)));
  const rest = data.length % BLOCK;
  if (rest > 0) blocks.push(Buffer.alloc(BLOCK - rest));
  return blocks;
}

/** A name that the header cannot hold stands in a PAX header before it. */
function headers(name: string, size: number, mode: number): Buffer[] {
  const [prefix, base] = splitName(name);
  if (base.length <= NAME_LENGTH && isAscii(base)) return [header({ name: base, prefix, size, mode, type: "0" })];
  const record = Buffer.from(paxRecord("path", name));
  const slash = name.lastIndexOf("/") + 1;
  const paxName = `${name.slice(0, slash)}PaxHeaders.0/${name.slice(slash)}`;
  return [
    header({
      name: asciiOf(paxName).slice(0, NAME_LENGTH).replace(/\/+$/, ""),
      prefix: "",
      size: record.length,
      mode: 0,
      type: "x",
    }),
    ...content(record),
    header({ name: shortened(asciiOf(name)), prefix: "", size, mode, type: "0" }),
  ];
}

/** Its length comes first, and counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;
const asciiOf = (text: string): string => text.replace(/[\u0080-\uffff]/g, "");

/** What of a long name the field holds: it does not end in a slash, as a folder's would. */
const shortened = (name: string): string =>
  name.length > NAME_LENGTH ? name.slice(0, NAME_LENGTH).replace(/\/+$/, "") : name;

function header(fields: {
  readonly name: string;
  readonly prefix: string;
  readonly size: number;
  readonly mode: number;
  readonly type: "0" | "x";
}): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(fields.name, 0, NAME_LENGTH);
  octal(block, fields.mode, 100, 8);
  octal(block, 0, 108, 8);
  octal(block, 0, 116, 8);
  octal(block, fields.size, 124, 12);
  octal(block, 0, 136, 12);
  block.write("        ", 148);
  block.write(fields.type, 156);
  block.write("ustar\u000000", 257);
  if (fields.type === "0") {
    octal(block, 0, 329, 8);
    octal(block, 0, 337, 8);
  }
  block.write(fields.prefix, 345, PREFIX_LENGTH);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

function octal(block: Buffer, value: number, at: number, width: number): void {
  block.write(`${value.toString(8).padStart(width - 1, "0")}\0`, at);
}

// A name over 100 bytes is split at a slash, as far back as the prefix field reaches.
function splitName(name: string): readonly [string, string] {
  if (name.length <= NAME_LENGTH || !isAscii(name)) return ["", name];
  const slash = name.lastIndexOf("/", PREFIX_LENGTH);
  const base = name.slice(slash + 1);
  return slash > 0 && base.length > 0 && base.length <= NAME_LENGTH ? [name.slice(0, slash), base] : ["", name];
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
