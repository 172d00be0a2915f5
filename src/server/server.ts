/** A cloud with its port. */
import type { Cloud } from "../cloud/cloud.ts";
import { type CloudOptions, createCloud, type RunningCloud } from "./cloud.ts";
import { listen } from "./listener.ts";

export interface ServerOptions extends CloudOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Address to bind to; 127.0.0.1 unless told otherwise. */
  readonly host?: string;
}

export interface RunningServer {
  readonly cloud: Cloud;
  readonly endpoint: string;
  /** Loads a service before it is needed. */
  load(service: string): Promise<unknown>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Rejects when the port is taken or the data directory is in use. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const cloud: RunningCloud = await createCloud(options);
  try {
    const listener = await listen(cloud, { host: options.host ?? "127.0.0.1", port: options.port });
    cloud.endpoint = listener.endpoint;
    // Services that run by themselves start now; requests that need them wait for them.
    setImmediate(() => void cloud.services.startEager());
    return {
      cloud,
      endpoint: listener.endpoint,
      load: (service) => cloud.services.start(service),
      reset: () => cloud.reset(),
      async stop() {
        await listener.stop();
        await cloud.close();
      },
    };
  } catch (error) {
    await cloud.close();
    throw error;
  }
}
