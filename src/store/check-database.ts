/**
 * Looks over an LMDB file before LMDB maps it: LMDB itself trusts its pages, and a damaged or shortened file would end
 * the process or read as if it were empty. Pages are laid out as in lmdb-js's LMDB (data version 2): a header of 24
 * bytes (page number, transaction, padding, flags, lower and upper bound of the free space), then node offsets. Bounds
 * and offsets count from the end of the header.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { StoreError } from "./store-error.ts";

const magic = 0xbeefc0de;
const headerLength = 24;
const noPage = 0xffff_ffff_ffff_ffffn;
const flags = { branch: 1, leaf: 2, overflow: 4, meta: 8 } as const;
const bigData = 1;

/** Larger files have only their inner pages looked over: values carry checksums, and starting must not take long. */
const wholeUpTo = 64 * 1024 * 1024;

/** How long that may take; from the root on down, so that what is left out is what least depends on. */
const patience = 100;

interface Tree {
  readonly root: bigint;
  readonly depth: number;
  readonly entries: bigint;
  /** Keys of the list of free pages are integers, those of the data are ordered by bytes. */
  readonly ordered: boolean;
}

interface Meta {
  readonly pageSize: number;
  readonly transaction: bigint;
  readonly trees: readonly Tree[];
}

/** Throws a StoreError when the file is not whole. */
export function checkDatabase(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    new Checker(path, descriptor).check();
  } finally {
    closeSync(descriptor);
  }
}

class Checker {
  readonly #path: string;
  readonly #descriptor: number;
  readonly #size: number;
  #pageSize = 4096;

  constructor(path: string, descriptor: number) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.#size = fstatSync(descriptor).size;
  }

  check(): void {
    const first = this.#meta(0);
    if (!first) throw this.#damaged("its first page is not a database's");
    this.#pageSize = first.pageSize;
    const second = this.#meta(first.pageSize);
    if (!second) throw this.#damaged("its second page is not a database's");
    const newest = second.transaction > first.transaction ? second : first;
    for (const tree of newest.trees) this.#checkTree(tree);
  }

  #meta(at: number): Meta | undefined {
    const page = this.#read(at, 200);
    if (!page || page.readUInt16LE(18) !== flags.meta || page.readUInt32LE(24) !== magic) return undefined;
    const pageSize = page.readUInt32LE(48);
    if (pageSize < 512 || pageSize > 65536) return undefined;
    return {
      pageSize,
      transaction: page.readBigUInt64LE(152),
      trees: [48, 96].map((offset, i) => ({
        root: page.readBigUInt64LE(offset + 40),
        depth: page.readUInt16LE(offset + 6),
        entries: page.readBigUInt64LE(offset + 32),
        ordered: i === 1,
      })),
    };
  }

  #checkTree(tree: Tree): void {
    if (tree.root === noPage) return;
    const whole = this.#size <= wholeUpTo;
    const end = performance.now() + patience;
    let entries = 0;
    let level = [tree.root];
    for (let depth = 1; depth < tree.depth || (whole && depth === tree.depth); depth++) {
      const below: bigint[] = [];
      for (const number of level) {
        if (!whole && performance.now() > end) return;
        entries += this.#checkPage(number, { isLeaf: depth === tree.depth, ordered: whole && tree.ordered }, below);
      }
      level = below;
    }
    if (whole && BigInt(entries) !== tree.entries) {
      throw this.#damaged(`it holds ${entries} entries of ${tree.entries}`);
    }
  }

  /** Returns how many entries a leaf has; adds to `below` the pages that an inner one leads to. */
  #checkPage(
    number: bigint,
    { isLeaf, ordered }: { readonly isLeaf: boolean; readonly ordered: boolean },
    below: bigint[],
  ): number {
    const page = this.#page(number, isLeaf ? flags.leaf : flags.branch);
    const lower = page.readUInt16LE(20);
    const upper = page.readUInt16LE(22);
    if (upper > this.#pageSize - headerLength || lower > upper) throw this.#damagedPage(number);
    const count = lower / 2;
    let before: Buffer | undefined;
    for (let i = 0; i < count; i++) {
      const at = headerLength + page.readUInt16LE(headerLength + 2 * i);
      if (at < headerLength + upper || at + 8 > this.#pageSize) throw this.#damagedPage(number);
      const keyEnd = at + 8 + page.readUInt16LE(at + 6);
      if (keyEnd > this.#pageSize) throw this.#damagedPage(number);
      if (ordered) {
        // The first key of an inner page is not used, and empty.
        const key = isLeaf || i > 0 ? page.subarray(at + 8, keyEnd) : undefined;
        if (key && before && Buffer.compare(before, key) >= 0) throw this.#damagedPage(number);
        before = key;
      }
      if (isLeaf) this.#checkData(page, at, keyEnd, number);
      else below.push(childOf(page, at));
    }
    return isLeaf ? count : 0;
  }

  #checkData(page: Buffer, at: number, dataStart: number, number: bigint): void {
    const size = page.readUInt32LE(at);
    if ((page.readUInt16LE(at + 4) & bigData) === 0) {
      if (dataStart + size > this.#pageSize) throw this.#damagedPage(number);
      return;
    }
    const first = page.readBigUInt64LE(dataStart);
    this.#page(first, flags.overflow);
    if (Number(first) * this.#pageSize + headerLength + size > this.#size) throw this.#damagedPage(first);
  }

  #page(number: bigint, kind: number): Buffer {
    const page = number < BigInt(this.#size) ? this.#read(Number(number) * this.#pageSize, this.#pageSize) : undefined;
    if (!page) throw this.#damaged(`page ${number} is missing`);
    if (page.readBigUInt64LE(0) !== number || (page.readUInt16LE(18) & 0xf) !== kind) throw this.#damagedPage(number);
    return page;
  }

  /** Undefined when the file is too short. */
  #read(at: number, length: number): Buffer | undefined {
    const bytes = Buffer.allocUnsafe(length);
    return readSync(this.#descriptor, bytes, 0, length, at) === length ? bytes : undefined;
  }

  #damagedPage(number: bigint): StoreError {
    return this.#damaged(`page ${number} is not what it should be`);
  }

  #damaged(detail: string): StoreError {
    return new StoreError(
      "damaged",
      `The data file ${this.#path} is damaged: ${detail}. Restore the folder from a copy, or remove it to start afresh`,
    );
  }
}

/** Six bytes of page number, where a leaf has the size of its data and flags. */
function childOf(page: Buffer, at: number): bigint {
  return BigInt(page.readUInt32LE(at)) + (BigInt(page.readUInt16LE(at + 4)) << 32n);
}
