/**
 * Go's math/rand generator (version 1), which seeded results of the random provider come from: an additive lagged
 * Fibonacci generator over 607 words.
 */
import { crc64 } from "../../terraform/lang/crc64.ts";
import { GO_RAND_TABLE } from "./go-rand-table.generated.ts";

const LENGTH = 607;
const TAP = 273;
const MASK_64 = (1n << 64n) - 1n;
const MASK_63 = (1n << 63n) - 1n;
const INT32_MAX = 2147483647n;

export class GoRand {
  private readonly words: bigint[] = [];
  private tap = 0;
  private feed = LENGTH - TAP;

  /** Seeded as the provider does it: with the CRC-64 of the seed text. */
  static fromText(seed: string): GoRand {
    return new GoRand(BigInt.asIntN(64, crc64(Buffer.from(seed))));
  }

  constructor(seed: bigint) {
    let x = seed % INT32_MAX;
    if (x < 0n) x += INT32_MAX;
    if (x === 0n) x = 89482311n;
    let small = Number(x);
    for (let i = -20; i < LENGTH; i++) {
      small = step(small);
      if (i < 0) continue;
      let word = BigInt(small) << 40n;
      small = step(small);
      word ^= BigInt(small) << 20n;
      small = step(small);
      word ^= BigInt(small);
      this.words[i] = BigInt.asUintN(64, word ^ (GO_RAND_TABLE[i] as bigint));
    }
  }

  private uint64(): bigint {
    this.tap = (this.tap + LENGTH - 1) % LENGTH;
    this.feed = (this.feed + LENGTH - 1) % LENGTH;
    const sum = ((this.words[this.feed] as bigint) + (this.words[this.tap] as bigint)) & MASK_64;
    this.words[this.feed] = sum;
    return sum;
  }

  private int63(): bigint {
    return this.uint64() & MASK_63;
  }

  /** A number from 0 up to, not including, n. */
  intn(n: bigint): bigint {
    return n <= INT32_MAX ? this.below(n, 31n, () => this.int63() >> 32n) : this.below(n, 63n, () => this.int63());
  }

  private below(n: bigint, bits: bigint, next: () => bigint): bigint {
    if ((n & (n - 1n)) === 0n) return next() & (n - 1n);
    const max = (1n << bits) - 1n - ((1n << bits) % n);
    let value = next();
    while (value > max) value = next();
    return value % n;
  }

  /** The numbers from 0 to n-1 in random order. */
  perm(n: number): number[] {
    const order: number[] = [];
    for (let i = 0; i < n; i++) {
      const j = Number(this.intn(BigInt(i + 1)));
      order[i] = order[j] as number;
      order[j] = i;
    }
    return order;
  }
}

// One step of the linear congruential generator that fills the words: x * 48271 mod 2^31 - 1.
function step(x: number): number {
  const high = Math.trunc(x / 44488);
  const next = 48271 * (x % 44488) - 3399 * high;
  return next < 0 ? next + 2147483647 : next;
}
