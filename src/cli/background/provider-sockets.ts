/** Sockets of providers that terraforms have been given, so that all of them end with the server. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cloud } from "../../cloud/cloud.ts";
import type { ToServer } from "./protocol.ts";
import { StandInProcess } from "./stand-in-process.ts";

export class ProviderSockets {
  private readonly open = new Set<() => Promise<void>>();
  private readonly cloud: Cloud;
  private readonly standIn = new StandInProcess();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  /** Serves every provider; the answer holds the value of TF_REATTACH_PROVIDERS and the way to end it. */
  async serve({
    directory,
    environment,
    command,
  }: Extract<ToServer, { type: "providers" }>): Promise<{ readonly reattach: string; close(): Promise<void> }> {
    const { serveProviders } = await import("../../plugin/serve/reattach.ts");
    // A short path of its own: a socket's may have 108 bytes.
    const folder = mkdtempSync(join(tmpdir(), "terrarium-"));
    const host = { cloud: () => Promise.resolve(this.cloud), directory, environment };
    const served = await serveProviders(folder, host, command?.pid ?? (await this.standIn.pid()), command?.args);
    const close = async (): Promise<void> => {
      if (!this.open.delete(close)) return;
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    };
    this.open.add(close);
    return { reattach: served.reattach, close };
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.open].map((close) => close()));
    this.standIn.end();
  }
}
