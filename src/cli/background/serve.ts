/** The server process of a folder: the cloud on its port, the control socket, and knowing when to end. */
import { once } from "node:events";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startServer } from "../../server/server.ts";
import { VERSION } from "../../version.ts";
import type { Terminal } from "../command.ts";
import { type ControlServer, listenForCommands } from "./control-server.ts";
import { announce, FOLDER, type ServerRecord, socketPath, withdraw } from "./folder.ts";
import { IdleTime } from "./idle-time.ts";
import { needsCloud } from "./needs-cloud.ts";
import type { Preparation } from "./prepare.ts";

const DEFAULT_PORT = 4566;
const CHECK_EVERY = 30_000;
const STOP_WITHIN = 3_000;
const IDLE_FOR = 8 * 3_600_000;
/** Whoever started the server to give it a command has given it by then. */
const PREPARE_AFTER_START = 400;
/** Sooner than the next command of a script can have started. */
const PREPARE_AFTER_COMMAND = 50;

export async function serve(options: {
  readonly directory: string;
  /** Undefined: 4566, or for a background server any free port when that is taken. */
  readonly port: number | undefined;
  readonly ephemeral: boolean;
  readonly background: boolean;
  readonly terminal: Terminal;
}): Promise<number> {
  const { directory, terminal } = options;
  const folder = join(directory, FOLDER);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, ".gitignore"))) writeFileSync(join(folder, ".gitignore"), "*\n");

  const open = (port: number) =>
    startServer({
      port,
      host: terminal.environment["GATEWAY_LISTEN"]?.split(":")[0] || "127.0.0.1",
      directory: join(folder, "data"),
      ephemeral: options.ephemeral,
    });
  let server: Awaited<ReturnType<typeof open>>;
  try {
    server = await open(options.port ?? DEFAULT_PORT).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" && options.port === undefined && options.background) return open(0);
      throw error;
    });
  } catch (error) {
    terminal.stderr.write(`Error: ${explain(error as NodeJS.ErrnoException, options.port ?? DEFAULT_PORT)}\n`);
    return 1;
  }

  const startedAt = Date.now();
  let lastActivity = startedAt;
  const ended = new AbortController();
  const stop = (): void => ended.abort();
  terminal.interrupted.addEventListener("abort", stop);
  if (terminal.interrupted.aborted) stop();
  const socket = socketPath(directory);
  let preparation: Preparation | undefined;
  const idle = new IdleTime(async (signal) => {
    if (!preparation && !(await needsCloud(directory))) return;
    preparation ??= new (await import("./prepare.ts")).Preparation(terminal, server);
    await preparation.run(signal);
  });
  const control: ControlServer = await listenForCommands({
    path: socket,
    cloud: server.cloud,
    status: () => ({
      pid: process.pid,
      version: VERSION,
      endpoint: server.endpoint,
      directory,
      ephemeral: options.ephemeral,
      startedAt,
      memory: process.memoryUsage.rss(),
    }),
    stop,
    onActivity: (running) => {
      lastActivity = Date.now();
      if (running > 0) idle.end();
      else idle.begin(PREPARE_AFTER_COMMAND);
    },
  });
  const record: ServerRecord = { pid: process.pid, endpoint: server.endpoint, socket, directory };
  announce(record);
  server.cloud.bus.subscribe("operation.done", () => {
    lastActivity = Date.now();
    idle.touch();
  });

  // A background server is nobody's: it ends when its folder is gone or nothing has happened for long.
  const born = statSync(folder).ino;
  const watch = setInterval(() => {
    const gone = statSync(folder, { throwIfNoEntry: false })?.ino !== born;
    if (gone || (options.background && control.running === 0 && Date.now() - lastActivity > IDLE_FOR)) stop();
  }, CHECK_EVERY);
  watch.unref();

  terminal.stdout.write(`Terrarium ${VERSION} at ${server.endpoint}\nReady.\n`);
  if (process.send) process.send("ready");
  if (control.running === 0) idle.begin(PREPARE_AFTER_START);
  if (!ended.signal.aborted) await once(ended.signal, "abort");
  idle.end();
  clearInterval(watch);
  try {
    withdraw(record);
    await Promise.race([server.stop(), delay(STOP_WITHIN, undefined, { ref: false })]);
    await control.close();
  } catch (error) {
    terminal.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  } finally {
    // Nothing that is still open, and nothing that goes wrong, keeps a server that has been stopped.
    process.exit(0);
  }
}

function explain(error: NodeJS.ErrnoException, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return (
        `Port ${port} is in use by another program.\n\n` +
        `Choose another one with --port N (0 picks a free one), or stop what listens there.`
      );
    case "EACCES":
      return `Port ${port} may not be opened by this user: ${error.message}`;
    default:
      return error.message;
  }
}
