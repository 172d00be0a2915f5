/** The library: an isolated cloud in the process that asks for it. */
import type { FolderOptions, Outputs } from "./cli/apply-folder.ts";
import { type RunningServer, startServer } from "./server/server.ts";

export type { FolderOptions, Outputs } from "./cli/apply-folder.ts";
export type { Cloud } from "./cloud/cloud.ts";
export { type RunningServer, type ServerOptions, startServer } from "./server/server.ts";

export interface TerrariumOptions {
  /** 0, which is the default, picks a free one. */
  readonly port?: number;
  /** Where data is kept; without it, data lives in memory and ends with the process. */
  readonly directory?: string;
}

export interface Terrarium extends RunningServer {
  /**
   * Applies a folder of `.tf` files to this cloud and returns its outputs. The state is the cloud's: the folder's own is
   * neither read nor written. Rejects with what `terrarium apply` would have shown.
   */
  apply(folder: string, options?: FolderOptions): Promise<Outputs>;
  /** Removes what `apply` has made of that folder. */
  destroy(folder: string, options?: FolderOptions): Promise<void>;
}

/** `const cloud = await startTerrarium()`: a cloud of its own on a free port, gone after `stop()`. */
export async function startTerrarium({ port = 0, directory }: TerrariumOptions = {}): Promise<Terrarium> {
  const server = await startServer({ port, ...(directory === undefined ? {} : { directory }) });
  // The engine is loaded when it is needed.
  const engine = () => import("./cli/apply-folder.ts");
  return {
    ...server,
    apply: async (folder, options) => (await engine()).applyFolder(server.cloud, folder, options),
    destroy: async (folder, options) => (await engine()).destroyFolder(server.cloud, folder, options),
    async reset() {
      await server.reset();
      (await engine()).forgetFolders(server.cloud);
    },
  };
}
