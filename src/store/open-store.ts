import { claimDirectory, completeDirectory } from "./data-directory.ts";
import { MemoryStore } from "./memory-store.ts";
import type { Store } from "./store.ts";

export interface OpenStoreOptions {
  /** Folder of the data files; made when missing. Unused by an ephemeral store. */
  readonly directory: string;
  /** Keep everything in memory only. */
  readonly ephemeral?: boolean;
}

/** Throws a StoreError when the folder is in use, damaged, or written by a newer version. */
export async function openStore({ directory, ephemeral = false }: OpenStoreOptions): Promise<Store> {
  if (ephemeral) return new MemoryStore();
  const unlock = claimDirectory(directory);
  try {
    // Loading LMDB costs 30 ms that an ephemeral cloud need not pay.
    const { PersistentStore } = await import("./persistent-store.ts");
    const store = new PersistentStore(directory, unlock);
    completeDirectory(directory);
    return store;
  } catch (error) {
    unlock();
    throw error;
  }
}
