/**
 * `terrarium start [-d] [--port N] [--ephemeral]`: the cloud of this folder, in the foreground until Ctrl-C or in the
 * background.
 */
import { parseArgs } from "node:util";
import { launchServer } from "../background/launch.ts";
import { runningServer } from "../background/running-server.ts";
import type { Command, Terminal } from "../command.ts";

const OPTIONS = {
  detach: { type: "boolean", short: "d" },
  background: { type: "boolean" },
  port: { type: "string" },
  ephemeral: { type: "boolean" },
} as const;

export const start: Command = async (args, terminal) => {
  let options: { detach?: boolean; background?: boolean; port?: string; ephemeral?: boolean };
  try {
    ({ values: options } = parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }));
  } catch (error) {
    terminal.stderr.write(`Error: ${(error as Error).message}\n\n${USAGE}`);
    return 1;
  }
  const port = portOf(options.port, terminal);
  if (typeof port === "object") {
    terminal.stderr.write(`Error: ${port.source} must be a number from 0 to 65535, not "${port.text}".\n`);
    return 1;
  }
  if (options.detach) return startDetached(terminal, options);
  const { serve } = await import("../background/serve.ts");
  return serve({
    directory: terminal.directory,
    port,
    ephemeral: options.ephemeral === true,
    background: options.background === true,
    terminal,
  });
};

export const USAGE = `Usage: terrarium start [-d] [--port N] [--ephemeral]

  -d, --detach   Run in the background; \`terrarium stop\` ends it.
  --port N       Port to listen on (default 4566; 0 picks a free one).
  --ephemeral    Keep everything in memory.
`;

async function startDetached(terminal: Terminal, options: { port?: string; ephemeral?: boolean }): Promise<number> {
  const running = await runningServer(terminal.directory, {});
  if (running) {
    terminal.stdout.write(`Already running at ${running.endpoint}.\n`);
    return 0;
  }
  const args = [
    ...(options.port === undefined ? [] : ["--port", options.port]),
    ...(options.ephemeral ? ["--ephemeral"] : []),
  ];
  try {
    const server = await launchServer(terminal.directory, terminal.environment, args);
    terminal.stdout.write(`Ready at ${server.endpoint}. Stop it with: terrarium stop\n`);
    return 0;
  } catch (error) {
    terminal.stderr.write(`Error: ${(error as Error).message}\n`);
    return 1;
  }
}

/** The port asked for by flag or environment; undefined when none is, and who said what when it is no port. */
function portOf(flag: string | undefined, { environment }: Terminal): number | undefined | BadPort {
  const listen = environment["GATEWAY_LISTEN"]?.split(",")[0]?.split(":")[1];
  const asked: readonly BadPort[] = [
    { source: "--port", text: flag },
    { source: "GATEWAY_PORT", text: environment["GATEWAY_PORT"] },
    { source: "EDGE_PORT", text: environment["EDGE_PORT"] },
    { source: "The port of GATEWAY_LISTEN", text: listen },
  ];
  const first = asked.find(({ source, text }) => (source === "--port" ? text !== undefined : text));
  if (first?.text === undefined) return undefined;
  const port = Number(first.text);
  return /^\d+$/.test(first.text) && port <= 65_535 ? port : first;
}

interface BadPort {
  readonly source: string;
  readonly text: string | undefined;
}
