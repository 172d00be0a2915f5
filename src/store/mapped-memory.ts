/**
 * How much of a data file lies in this process's memory. LMDB reads through a map of the file, and every page it has
 * touched counts as the process's until the map is given up, so that a large table would make the server look, and to
 * some limits be, as large as the file. Linux tells the figure; elsewhere there is no bound.
 */
import { existsSync, openSync, readSync } from "node:fs";

/** Ten million items of 250 bytes are read at this bound for a tenth more processor time than without one. */
const mostMapped = Number(process.env.TERRARIUM_MAPPED_BYTES ?? 160 * 1024 * 1024);

/** Reads between two looks; the kernel maps up to some hundred kilobytes for a single page. */
const readsBetweenLooks = 64;

const path = "/proc/self/statm";
const text = Buffer.alloc(128);
let statm: number | undefined;
let pageBytes = 0;

/** File-backed memory of the process, 0 where the system does not tell. */
function mappedBytes(): number {
  statm ??= existsSync(path) ? openSync(path, "r") : -1;
  if (statm < 0) return 0;
  const [, resident, shared] = text.toString("latin1", 0, readSync(statm, text, 0, text.length, 0)).split(" ");
  // Pages are not 4 KB everywhere.
  pageBytes ||= 2 ** Math.round(Math.log2(process.memoryUsage.rss() / Number(resident)));
  return Number(shared) * pageBytes;
}

export class MappedMemory {
  /** What the process has mapped beside the file: its own program. */
  #beside = mappedBytes();
  #untilLook = readsBetweenLooks;

  /** To be asked at every read; looks now and then. */
  outgrown(reads: number): boolean {
    this.#untilLook -= reads;
    if (this.#untilLook > 0) return false;
    this.#untilLook = readsBetweenLooks;
    return mappedBytes() - this.#beside > mostMapped;
  }

  /** The file is not mapped just now. */
  givenBack(): void {
    this.#beside = mappedBytes();
  }
}
