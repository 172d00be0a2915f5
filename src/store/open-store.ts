import { claimDirectory, completeDirectory } from "./data-directory.ts";
import { MemoryStore } from "./memory-store.ts";
import type { OnTrouble } from "./persistent-store.ts";
import type { Store } from "./store.ts";
import { notWritten } from "./store-error.ts";

export interface OpenStoreOptions {
  /** Folder of the data files; made when missing. Unused by an ephemeral store. */
  readonly directory: string;
  /** Keep everything in memory only. */
  readonly ephemeral?: boolean;
  /** What to note in the folder as its writer. */
  readonly version?: string;
  readonly onTrouble?: OnTrouble;
}

/** Throws a StoreError when the folder is in use, damaged, written by a newer version, or cannot be written. */
export async function openStore({ directory, ephemeral = false, ...options }: OpenStoreOptions): Promise<Store> {
  if (ephemeral) return new MemoryStore();
  let unlock = (): void => {};
  try {
    unlock = claimDirectory(directory, options.version);
    // Loading LMDB costs 30 ms that an ephemeral cloud need not pay.
    const { PersistentStore } = await import("./persistent-store.ts");
    const store = new PersistentStore(directory, unlock, options.onTrouble);
    completeDirectory(directory, options.version);
    return store;
  } catch (error) {
    unlock();
    throw error instanceof Error && "syscall" in error ? notWritten(error) : error;
  }
}
