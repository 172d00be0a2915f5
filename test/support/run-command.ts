/** A command in this process, in a folder, on a terminal that nobody sits at. */
import type { Command, Terminal } from "../../src/cli/command.ts";
import { endCommand } from "../../src/cli/command-end.ts";
import type { Cloud } from "../../src/cloud/cloud.ts";

export async function runCommand(
  directory: string,
  command: Command,
  args: readonly string[],
  cloud?: Cloud,
  environment: Terminal["environment"] = {},
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const sink = (name: "out" | "err") => ({
    write: (text: string) => void (said[name] += text),
    isTerminal: false,
    columns: undefined,
  });
  const terminal: Terminal = {
    directory,
    environment,
    stdout: sink("out"),
    stderr: sink("err"),
    readLine: async () => undefined,
    readAll: async () => "",
    interrupted: new AbortController().signal,
    killed: new AbortController().signal,
    cloud: async () => {
      if (!cloud) throw new Error("There is no cloud in this test");
      return cloud;
    },
  };
  try {
    const code = await command(args, terminal);
    return { code, ...said };
  } finally {
    endCommand(terminal);
  }
}
