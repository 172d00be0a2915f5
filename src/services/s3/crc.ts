/** The cyclic redundancy checks that Node does not have: CRC-32C and CRC-64/NVME, both bit-reversed, table-driven. */

const CRC32C_POLYNOMIAL = 0x82f63b78;
const CRC64_HIGH = 0x9a6c9329;
const CRC64_LOW = 0xac4bc9b5;

let crc32cTable: Uint32Array | undefined;
let crc64Table: { readonly high: Uint32Array; readonly low: Uint32Array } | undefined;

export function crc32c(bytes: Uint8Array): number {
  crc32cTable ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ CRC32C_POLYNOMIAL : value >>> 1;
    return value >>> 0;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crc32cTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** As two halves of 32 bits, which is much faster than one bigint. */
export function crc64nvme(bytes: Uint8Array): { readonly high: number; readonly low: number } {
  crc64Table ??= makeCrc64Table();
  const { high: highs, low: lows } = crc64Table;
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | ((high & 0xff) << 24)) ^ (lows[index] ?? 0);
    high = (high >>> 8) ^ (highs[index] ?? 0);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}

function makeCrc64Table() {
  const highs = new Uint32Array(256);
  const lows = new Uint32Array(256);
  for (let index = 0; index < 256; index++) {
    let high = 0;
    let low = index;
    for (let bit = 0; bit < 8; bit++) {
      const odd = low & 1;
      low = (low >>> 1) | ((high & 1) << 31);
      high >>>= 1;
      if (odd) {
        low ^= CRC64_LOW;
        high ^= CRC64_HIGH;
      }
    }
    highs[index] = high >>> 0;
    lows[index] = low >>> 0;
  }
  return { high: highs, low: lows };
}
