const ALL_ONES = (1n << 64n) - 1n;

const TABLE: readonly bigint[] = Array.from({ length: 256 }, (_, i) => {
  let crc = BigInt(i);
  for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0xd800000000000000n : crc >> 1n;
  return crc;
});

/** CRC-64 with the ISO polynomial, as Go's hash/crc64 computes it. */
export function crc64(bytes: Uint8Array): bigint {
  let crc = ALL_ONES;
  for (const byte of bytes) crc = (TABLE[Number((crc ^ BigInt(byte)) & 0xffn)] as bigint) ^ (crc >> 8n);
  return crc ^ ALL_ONES;
}
