/** HPACK (RFC 7541): reading a client's header blocks, and writing headers that leave its table alone. */
import { decodeHuffman } from "./huffman.ts";

/** The bytes were no header block; the connection's table is no longer known. */
export class HpackError extends Error {}

type Header = readonly [name: string, value: string];

/** Appendix A. A name that follows another's colon has that value too. */
const STATIC: readonly Header[] =
  `:authority|:method:GET|:method:POST|:path:/|:path:/index.html|:scheme:http|:scheme:https|:status:200|:status:204|:status:206|:status:304|:status:400|:status:404|:status:500|accept-charset|accept-encoding:gzip, deflate|accept-language|accept-ranges|accept|access-control-allow-origin|age|allow|authorization|cache-control|content-disposition|content-encoding|content-language|content-length|content-location|content-range|content-type|cookie|date|etag|expect|expires|from|host|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|last-modified|link|location|max-forwards|proxy-authenticate|proxy-authorization|range|referer|refresh|retry-after|server|set-cookie|strict-transport-security|transfer-encoding|user-agent|vary|via|www-authenticate`
    .split("|")
    .map((entry) => {
      const at = entry.indexOf(":", 1);
      return at < 0 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
    });

/** What a table may hold unless a side says otherwise, and what every entry counts beside its text. */
const TABLE_SIZE = 4096;
const ENTRY_SIZE = 32;

export class HeaderDecoder {
  /** The newest first. */
  readonly #table: Header[] = [];
  #size = 0;
  #limit = TABLE_SIZE;

  /** Throws HpackError. */
  decode(block: Uint8Array): Map<string, string> {
    const reader = new BlockReader(block);
    const headers = new Map<string, string>();
    while (!reader.atEnd) {
      const byte = reader.peek();
      if (byte & 0x80) {
        const [name, value] = this.#entry(reader.integer(7));
        headers.set(name, value);
      } else if ((byte & 0xe0) === 0x20) this.#resize(reader.integer(5));
      else {
        const kept = (byte & 0x40) !== 0;
        const index = reader.integer(kept ? 6 : 4);
        const name = index === 0 ? reader.text() : this.#entry(index)[0];
        const value = reader.text();
        headers.set(name, value);
        if (kept) this.#keep(name, value);
      }
    }
    return headers;
  }

  #entry(index: number): Header {
    const entry = index <= STATIC.length ? STATIC[index - 1] : this.#table[index - STATIC.length - 1];
    if (!entry) throw new HpackError(`No header has index ${index}`);
    return entry;
  }

  #keep(name: string, value: string): void {
    this.#table.unshift([name, value]);
    this.#size += sizeOf([name, value]);
    this.#evict();
  }

  #resize(limit: number): void {
    if (limit > TABLE_SIZE) throw new HpackError(`A table of ${limit} bytes was not offered`);
    this.#limit = limit;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.#limit) this.#size -= sizeOf(this.#table.pop() as Header);
  }
}

const sizeOf = ([name, value]: Header): number => name.length + value.length + ENTRY_SIZE;

class BlockReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  peek(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new HpackError("A header block ends too early");
    return byte;
  }

  /** A number that begins in the last bits of a byte. */
  integer(bits: number): number {
    const most = 2 ** bits - 1;
    let value = this.peek() & most;
    this.#at++;
    if (value < most) return value;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.peek();
      this.#at++;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new HpackError("A number is too large");
  }

  text(): string {
    const isHuffman = (this.peek() & 0x80) !== 0;
    const length = this.integer(7);
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw new HpackError("A header block ends too early");
    this.#at += length;
    const text = isHuffman ? decodeHuffman(bytes) : Buffer.from(bytes).toString("latin1");
    if (text === undefined) throw new HpackError("A string is not in the Huffman code");
    return text;
  }
}

/** Spelt out, and to be kept by no table. */
export function encodeHeaders(headers: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(Object.entries(headers).flatMap(([name, value]) => [Buffer.of(0), text(name), text(value)]));
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, "latin1");
  return Buffer.concat([length(bytes.length), bytes]);
}

function length(value: number): Buffer {
  const most = 0x7f;
  if (value < most) return Buffer.of(value);
  const bytes = [most];
  let rest = value - most;
  for (; rest >= 0x80; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.of(...bytes, rest);
}
