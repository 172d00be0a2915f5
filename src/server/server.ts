/** The cloud on its port: composes store, clock, bus and services, and listens. */
import type { Cloud } from "../cloud/cloud.ts";

export interface RunningServer {
  readonly cloud: Cloud;
  /** Such as http://127.0.0.1:4566. */
  readonly endpoint: string;
  /** Ends everything this server started and closes its store. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly host?: string;
  /** Data directory; made when missing. */
  readonly directory: string;
  readonly ephemeral: boolean;
}

export function startServer(_options: ServerOptions): Promise<RunningServer> {
  return Promise.reject(new Error("The server is not built"));
}
