/**
 * Starts a provider's program the way terraform does (go-plugin): it is told by its environment that a host is there,
 * prints one line that says where it serves and what, and lives until it is killed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What tells a provider's program that it was started by a host and not by a person. */
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const START_WITHIN = 60_000;
/** Of what a program prints on standard error, as much is kept for the message about its end. */
const KEPT_OUTPUT = 16_384;

export type ProtocolVersion = 5 | 6;

export interface PluginAddress {
  readonly network: "unix" | "tcp";
  readonly address: string;
}

export interface LaunchedPlugin {
  readonly protocol: ProtocolVersion;
  readonly address: PluginAddress;
  /** Settled when the program has ended. */
  readonly ended: Promise<void>;
  /** The end of what it printed on standard error. */
  readonly output: () => string;
  kill(): void;
}

/** A provider that did not come up; the message says why. */
export class LaunchError extends Error {}

export async function launchPlugin(
  program: string,
  place: { readonly directory: string; readonly environment: Readonly<Record<string, string | undefined>> },
  within = START_WITHIN,
): Promise<LaunchedPlugin> {
  const errors = openErrors();
  // For its socket, which it does not remove when it is killed.
  const folder = mkdtempSync(join(tmpdir(), "terrarium-"));
  const kill = (): void => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  const child = spawn(program, [], {
    cwd: place.directory,
    env: {
      ...place.environment,
      TF_PLUGIN_MAGIC_COOKIE: COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: "5,6",
      PLUGIN_MIN_PORT: "10000",
      PLUGIN_MAX_PORT: "25000",
      PLUGIN_UNIX_SOCKET_DIR: folder,
      // A certificate offered here would ask for TLS; the socket is of this user alone.
      PLUGIN_CLIENT_CERT: undefined,
      // Programs log every step unless they are told otherwise; terraform reads and drops that.
      TF_LOG: place.environment["TF_LOG"] || "ERROR",
    } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", errors.file],
  });
  // A program outlives nobody: not the process that started it either.
  process.once("exit", kill);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
  });
  try {
    const served = parseHandshake(await firstLine(child, errors.text, within));
    return {
      ...served,
      ended,
      output: errors.text,
      kill: () => {
        kill();
        errors.close();
      },
    };
  } catch (error) {
    kill();
    errors.close();
    throw error;
  }
}

// A pipe could fill up while nobody reads it, in the middle of a call that is waited for. The file has no name any more.
function openErrors(): { readonly file: number; readonly text: () => string; readonly close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-"));
  const file = openSync(join(folder, "stderr"), "w+", 0o600);
  rmSync(folder, { recursive: true, force: true });
  let last = "";
  let open = true;
  const text = (): string => {
    if (open) {
      const { size } = fstatSync(file);
      const bytes = Buffer.alloc(Math.min(size, KEPT_OUTPUT));
      readSync(file, bytes, 0, bytes.length, size - bytes.length);
      last = bytes.toString("utf8");
    }
    return last;
  };
  const close = (): void => {
    if (!open) return;
    text();
    open = false;
    closeSync(file);
  };
  return { file, text, close };
}

function firstLine(child: ChildProcess, output: () => string, within: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    const late = setTimeout(
      () => reject(new LaunchError(`it did not say where it serves within ${within / 1000} seconds`)),
      within,
    );
    const settle = (what: () => void): void => {
      clearTimeout(late);
      what();
    };
    lines.once("line", (line) => settle(() => resolve(line)));
    child.once("error", (error) => settle(() => reject(new LaunchError(error.message))));
    child.once("close", (code, signal) =>
      settle(() => {
        const how = signal ? `by ${signal}` : `with code ${code}`;
        const said = output().trim();
        reject(new LaunchError(`it ended ${how} before it served${said === "" ? "" : `:\n${said}`}`));
      }),
    );
  });
}

/** CORE-VERSION|PROTOCOL|NETWORK|ADDRESS|grpc|CERTIFICATE */
function parseHandshake(line: string): Pick<LaunchedPlugin, "protocol" | "address"> {
  const [core, protocol, network, address, kind, certificate] = line.trim().split("|");
  if (core !== "1" || !address) throw new LaunchError(`it printed ${JSON.stringify(line)} in place of a handshake`);
  if (protocol !== "5" && protocol !== "6") throw new LaunchError(`it speaks protocol ${protocol}, not 5 or 6`);
  if (kind !== "grpc") throw new LaunchError(`it speaks ${kind}, not grpc`);
  if (network !== "unix" && network !== "tcp") throw new LaunchError(`it serves on ${network}, not unix or tcp`);
  if (certificate) throw new LaunchError("it insists on TLS, which was not asked for");
  return { protocol: Number(protocol) as ProtocolVersion, address: { network, address } };
}
