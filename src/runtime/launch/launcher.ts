/** How a function's process comes to be. One launcher a kind of start: pre-warmed, forked, or spawned afresh. */
import type { Socket } from "node:net";
import type { Layout } from "../environment-variables.ts";
import type { FunctionVersion } from "../function-version.ts";
import type { FunctionProcess } from "./function-process.ts";

export interface LaunchRequest {
  /** Unique among the processes of this program. */
  readonly id: string;
  readonly version: FunctionVersion;
  readonly tmpDirectory: string;
  /** File names in /opt/extensions, to be started before the runtime. */
  readonly extensions: readonly string[];
  /** Resolves when they have all registered. */
  readonly extensionsRegistered: Promise<void>;
  /** Takes a connection that the process has without asking for one, for the Runtime API. */
  connected(socket: Socket): void;
  /** The variables, once it is known where the function's folders are. */
  environment(layout: Layout): Promise<Record<string, string>>;
}

export interface Launcher {
  launch(request: LaunchRequest): Promise<FunctionProcess>;
}
