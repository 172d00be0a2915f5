import { chmodSync, rmSync } from "node:fs";
import type { Server } from "node:net";

/** Listens at a path that only this user may open; a file left there by a dead server is replaced. */
export async function listenPrivately(server: Server, path: string): Promise<void> {
  rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // The socket's file is there when listen returns. The mask is the whole process's: nothing else may run under it.
    const mask = process.umask(0o177);
    try {
      server.listen(path, () => resolve());
    } finally {
      process.umask(mask);
    }
  });
  chmodSync(path, 0o600);
}
