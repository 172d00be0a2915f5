/** What an execution environment needs from where it lives. */
import type { FunctionVersion, LogEvent } from "./function-version.ts";
import type { Launcher } from "./launch/launcher.ts";

export interface EnvironmentHost {
  /** Throws when this machine cannot run the version's runtime. */
  launcherFor(version: FunctionVersion): Promise<Launcher>;
  /** A new empty folder, which the environment removes when it ends. */
  makeTmpDirectory(id: string): string;
  writeLog(version: FunctionVersion, stream: string, events: readonly LogEvent[]): void;
  /** True while someone debugs this function: then nothing times out. */
  isDebugged(version: FunctionVersion): boolean;
}
