/** The library: an isolated cloud in the process that asks for it. */
import { type RunningServer, startServer } from "./server/server.ts";

export type { Cloud } from "./cloud/cloud.ts";
export { type RunningServer, type ServerOptions, startServer } from "./server/server.ts";

export interface TerrariumOptions {
  /** 0, which is the default, picks a free one. */
  readonly port?: number;
  /** Where data is kept; without it, data lives in memory and ends with the process. */
  readonly directory?: string;
}

/** `const cloud = await startTerrarium()`: a cloud of its own on a free port, gone after `stop()`. */
export function startTerrarium({ port = 0, directory }: TerrariumOptions = {}): Promise<RunningServer> {
  return startServer({ port, ...(directory === undefined ? {} : { directory }) });
}
