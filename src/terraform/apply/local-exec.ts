/** The `local-exec` provisioner: a command on this machine, its output told line by line. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Value } from "../lang/value.ts";
import type { ProviderHost } from "../provider.ts";

/** How much of a failing command's output its error repeats. */
const KEPT_OUTPUT = 8 * 1024;

export interface LocalExecError {
  readonly summary: string;
  readonly detail: string;
}

const failed = (detail: string): LocalExecError => ({ summary: "local-exec provisioner error", detail });

/** Returns what went wrong. */
export async function runLocalExec(
  config: Value,
  directory: string,
  host: ProviderHost,
  interrupted: AbortSignal,
  tell: (line: string) => void,
): Promise<LocalExecError | undefined> {
  const command = textOf(config, "command") ?? "";
  if (command === "") {
    const summary = "Invalid local-exec provisioner command";
    return { summary, detail: "The command must be a non-empty string." };
  }
  const interpreter = config.entries.get("interpreter");
  const words = interpreter && !interpreter.isNull ? interpreter.elements.map((word) => word.string) : [];
  const argv = words.length > 0 ? [...words, command] : [...defaultShell(), command];
  const quiet = config.entries.get("quiet")?.content === true;
  tell(
    quiet
      ? "local-exec: Executing: Suppressed by quiet=true"
      : `Executing: [${argv.map((word) => JSON.stringify(word)).join(" ")}]`,
  );
  const environment: Record<string, string | undefined> = { ...host.environment };
  const given = config.entries.get("environment");
  if (given && !given.isNull) for (const [name, value] of given.entries) environment[name] = textValue(value);
  const place = textOf(config, "working_dir") || ".";
  const workingDirectory = resolve(directory, place);
  return new Promise((done) => {
    let output = "";
    let rest = "";
    const child = spawn(argv[0] as string, argv.slice(1), {
      cwd: workingDirectory,
      env: environment as NodeJS.ProcessEnv,
      // A group of its own, so that ending it ends what it has started too.
      detached: true,
      // Both streams through one pipe each; the order of lines is that of arrival.
      stdio: ["ignore", "pipe", "pipe"],
    });
    const read = (chunk: Buffer): void => {
      const text = chunk.toString("utf8");
      output = (output + text).slice(-KEPT_OUTPUT);
      const lines = (rest + text).split("\n");
      rest = lines.pop() as string;
      for (const line of lines) tell(line.replace(/\r$/, ""));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    const abort = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended by itself meanwhile.
      }
    };
    host.signal.addEventListener("abort", abort);
    interrupted.addEventListener("abort", abort);
    const finish = (problem: string | undefined): void => {
      host.signal.removeEventListener("abort", abort);
      interrupted.removeEventListener("abort", abort);
      if (rest !== "") tell(rest);
      done(
        problem === undefined ? undefined : failed(`Error running command '${command}': ${problem}. Output: ${output}`),
      );
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") finish(error.message);
      else if (!existsSync(workingDirectory)) finish(`chdir ${place}: no such file or directory`);
      else finish(`exec: ${JSON.stringify(argv[0])}: executable file not found in $PATH`);
    });
    child.on("close", (code, signal) => {
      if (code === 0) finish(undefined);
      else finish(signal ? `signal: ${signal === "SIGKILL" ? "killed" : signal}` : `exit status ${code}`);
    });
  });
}

const defaultShell = (): readonly string[] => (process.platform === "win32" ? ["cmd", "/C"] : ["/bin/sh", "-c"]);

const textOf = (config: Value, name: string): string | undefined => {
  const value = config.entries.get(name);
  return typeof value?.content === "string" ? value.content : undefined;
};

const textValue = (value: Value): string => (typeof value.content === "string" ? value.content : "");
