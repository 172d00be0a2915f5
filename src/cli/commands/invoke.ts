/**
 * `terrarium invoke NAME [-e EVENT] [--log]`: calls a function. EVENT is a file, `-` for standard input, or JSON text.
 * The answer goes to standard output; exit code 1 when the function failed.
 */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isJson } from "../../cloud/is-json.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Command, Terminal } from "../command.ts";

const OPTIONS = {
  event: { type: "string", short: "e" },
  log: { type: "boolean" },
  qualifier: { type: "string" },
  async: { type: "boolean" },
  region: { type: "string" },
} as const;

export const USAGE = `Usage: terrarium invoke NAME [-e EVENT] [--log] [--async] [--qualifier Q] [--region R]

  -e, --event EVENT  A file, "-" for standard input, or JSON text (default {}).
  --log              Print the end of the log after the answer.
  --async            Queue the event and return.
`;

export const invoke: Command = async (args, terminal) => {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    terminal.stderr.write(`Error: ${(error as Error).message}\n\n${USAGE}`);
    return 1;
  }
  const { values, positionals } = parsed;
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) {
    terminal.stderr.write(USAGE);
    return 1;
  }
  let payload: Uint8Array;
  try {
    payload = Buffer.from(await eventText(values.event, terminal));
  } catch (error) {
    terminal.stderr.write(`Error: ${(error as Error).message}\n`);
    return 1;
  }
  const cloud = await terminal.cloud();
  try {
    const answer = await cloud.call(
      "lambda",
      "Invoke",
      {
        FunctionName: name,
        InvocationType: values.async ? "Event" : "RequestResponse",
        LogType: values.log ? "Tail" : "None",
        Payload: payload,
        ...(values.qualifier === undefined ? {} : { Qualifier: values.qualifier }),
      },
      values.region === undefined ? {} : { region: values.region },
    );
    if (answer["LogResult"]) terminal.stderr.write(Buffer.from(answer["LogResult"] as string, "base64").toString());
    const text = Buffer.from((answer["Payload"] as Uint8Array | undefined) ?? []).toString();
    if (text !== "") terminal.stdout.write(`${text}\n`);
    return answer["FunctionError"] === undefined ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    terminal.stderr.write(`Error: ${error.code}: ${error.message}\n`);
    return 1;
  }
};

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });

async function eventText(event: string | undefined, terminal: Terminal): Promise<string> {
  if (event === undefined) return "{}";
  if (event === "-") return terminal.readAll();
  if (/^\s*[[{"\d]|^\s*(true|false|null)\s*$/.test(event) && isJson(event)) return event;
  try {
    return readFileSync(resolve(terminal.directory, event), "utf8");
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file, and no JSON text" : String(error);
    throw new Error(`Cannot read the event ${JSON.stringify(event)}: ${reason}`);
  }
}
