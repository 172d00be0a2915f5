/**
 * Zip archives byte for byte as the real provider (2.8.0, observed) writes them: every entry deflated, sizes in a data
 * descriptor, no extra fields, fixed times.
 */
import { crc32 } from "node:zlib";
import { goDeflate } from "../../terraform/lang/deflate.ts";
import type { ArchiveEntry } from "./entries.ts";

const VERSION_NEEDED = 20;
const DEFLATED = 8;
const HAS_DESCRIPTOR = 0x0008;
const UTF8_NAME = 0x0800;
const REGULAR_FILE = 0o100000;

// Files carry Go's zero time, which wraps around to 2049-01-01 in DOS form; content from no file carries none.
const FILE = { madeBy: 0x0314, date: 0x8a21 };
const CONTENT = { madeBy: 0x0014, date: 0 };

export function zip(entries: readonly ArchiveEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    offset += part.length;
  };

  for (const { name, data, mode } of entries) {
    const kind = mode === undefined ? CONTENT : FILE;
    const nameBytes = Buffer.from(name);
    const flags = HAS_DESCRIPTOR | (/^[\x20-\x7e]*$/.test(name) ? 0 : UTF8_NAME);
    const crc = crc32(data);
    const packed = Buffer.from(goDeflate(data, { level: 5 }));
    const start = offset;

    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(VERSION_NEEDED, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(DEFLATED, 8);
    local.writeUInt16LE(kind.date, 12);
    local.writeUInt16LE(nameBytes.length, 26);
    add(local);
    add(nameBytes);
    add(packed);

    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(crc, 4);
    descriptor.writeUInt32LE(packed.length, 8);
    descriptor.writeUInt32LE(data.length, 12);
    add(descriptor);

    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(kind.madeBy, 4);
    central.writeUInt16LE(VERSION_NEEDED, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(DEFLATED, 10);
    central.writeUInt16LE(kind.date, 14);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(data.length, 24);
    central.writeUInt16LE(nameBytes.length, 28);
    central.writeUInt32LE(mode === undefined ? 0 : ((REGULAR_FILE | mode) << 16) >>> 0, 38);
    central.writeUInt32LE(start, 42);
    directory.push(central, nameBytes);
  }

  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directoryBytes, end]);
}
