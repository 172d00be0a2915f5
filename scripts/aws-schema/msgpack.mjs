// The part of msgpack that Terraform's plugin protocol uses; an extension value means "unknown".
export const UNKNOWN = Symbol("unknown");

export function pack(value) {
  if (value === null || value === undefined) return Buffer.from([0xc0]);
  if (value === UNKNOWN) return Buffer.from([0xd4, 0, 0]);
  if (typeof value === "boolean") return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === "number") return packNumber(value);
  if (typeof value === "string") {
    const bytes = Buffer.from(value);
    return Buffer.concat([head(0xdb, bytes.length), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([head(0xdd, value.length), ...value.map(pack)]);
  const entries = Object.entries(value);
  return Buffer.concat([head(0xdf, entries.length), ...entries.flatMap(([key, item]) => [pack(key), pack(item)])]);
}

function head(code, length) {
  const bytes = Buffer.alloc(5);
  bytes[0] = code;
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

function packNumber(value) {
  const bytes = Buffer.alloc(9);
  if (Number.isSafeInteger(value)) {
    bytes[0] = 0xd3;
    bytes.writeBigInt64BE(BigInt(value), 1);
  } else {
    bytes[0] = 0xcb;
    bytes.writeDoubleBE(value, 1);
  }
  return bytes;
}

export function unpack(buffer) {
  let at = 0;
  const bytes = Buffer.from(buffer);
  const take = (length) => bytes.subarray(at, (at += length));
  const size = (width) => take(width).readUIntBE(0, width);
  const list = (length) => Array.from({ length }, read);
  const map = (length) => Object.fromEntries(Array.from({ length }, () => [read(), read()]));
  const extension = (length) => (take(length + 1), UNKNOWN);
  function read() {
    const code = bytes[at++];
    if (code < 0x80) return code;
    if (code < 0x90) return map(code & 15);
    if (code < 0xa0) return list(code & 15);
    if (code < 0xc0) return take(code & 31).toString();
    if (code >= 0xe0) return code - 256;
    switch (code) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
        return take(size(1)).toString();
      case 0xc7:
        return extension(size(1));
      case 0xc8:
        return extension(size(2));
      case 0xca:
        return take(4).readFloatBE();
      case 0xcb:
        return take(8).readDoubleBE();
      case 0xcc:
        return size(1);
      case 0xcd:
        return size(2);
      case 0xce:
        return size(4);
      case 0xcf:
        return Number(take(8).readBigUInt64BE());
      case 0xd0:
        return take(1).readInt8();
      case 0xd1:
        return take(2).readInt16BE();
      case 0xd2:
        return take(4).readInt32BE();
      case 0xd3:
        return Number(take(8).readBigInt64BE());
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return extension(1 << (code - 0xd4));
      case 0xd9:
        return take(size(1)).toString();
      case 0xda:
        return take(size(2)).toString();
      case 0xdb:
        return take(size(4)).toString();
      case 0xdc:
        return list(size(2));
      case 0xdd:
        return list(size(4));
      case 0xde:
        return map(size(2));
      case 0xdf:
        return map(size(4));
      default:
        throw new Error(`Unexpected msgpack code ${code}`);
    }
  }
  return read();
}
