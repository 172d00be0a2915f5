/** Terrarium as a library: an isolated cloud inside the calling process. */
import { type RunningServer, startServer } from "./server/server.ts";

export interface TerrariumOptions {
  /** 0, which is the default, picks a free one. */
  readonly port?: number;
  /** Where data is kept; without it, data lives in memory and ends with the process. */
  readonly directory?: string;
}

export type Terrarium = RunningServer;

export function startTerrarium({ port = 0, directory }: TerrariumOptions = {}): Promise<Terrarium> {
  return startServer({ port, ...(directory === undefined ? {} : { directory }) });
}
