/** Applies a folder to a cloud of this process: the commands' own code on a terminal that nobody sits at. */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Cloud } from "../cloud/cloud.ts";
import type { Output, Terminal } from "./command.ts";
import { runHere } from "./main.ts";

export interface FolderOptions {
  /** Values of the root module's input variables. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Rejects with what `terrarium apply` would have shown; returns the values of the outputs, sensitive ones too. */
export async function applyFolder(cloud: Cloud, folder: string, options: FolderOptions = {}): Promise<Outputs> {
  const place = placeOf(cloud, folder, options);
  await run("apply", ["-auto-approve", "-input=false", "-no-color", place.state, place.variables], cloud, folder);
  const outputs = JSON.parse(await run("output", ["-json", place.state], cloud, folder)) as Record<
    string,
    { readonly value: unknown }
  >;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

/** Rejects with what `terrarium destroy` would have shown. */
export async function destroyFolder(cloud: Cloud, folder: string, options: FolderOptions = {}): Promise<void> {
  const place = placeOf(cloud, folder, options);
  await run("destroy", ["-auto-approve", "-input=false", "-no-color", place.state, place.variables], cloud, folder);
}

/** What was applied is forgotten, as when the cloud has forgotten it too. */
export const forgetFolders = (cloud: Cloud): void => rmSync(statesOf(cloud), { recursive: true, force: true });

export type Outputs = Record<string, unknown>;

const statesOf = (cloud: Cloud): string => join(cloud.directory, "states");

// The state is the cloud's, not the folder's: several clouds may have the same folder applied at once.
function placeOf(
  cloud: Cloud,
  folder: string,
  { variables = {} }: FolderOptions,
): { state: string; variables: string } {
  const home = join(statesOf(cloud), createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 16));
  mkdirSync(home, { recursive: true });
  const file = join(home, "variables.tfvars.json");
  writeFileSync(file, JSON.stringify(variables));
  return { state: `-state=${join(home, "terraform.tfstate")}`, variables: `-var-file=${file}` };
}

/** Returns what the command wrote to standard output. */
async function run(name: string, args: readonly string[], cloud: Cloud, folder: string): Promise<string> {
  const [out, all]: [string[], string[]] = [[], []];
  const into = (...texts: string[][]): Output => ({
    write: (text) => texts.forEach((one) => one.push(text)),
    isTerminal: false,
    columns: undefined,
  });
  const never = new AbortController().signal;
  const terminal: Terminal = {
    directory: resolve(folder),
    environment: { ...process.env, TF_IN_AUTOMATION: "1" },
    stdout: into(out, all),
    stderr: into(all),
    readLine: () => Promise.resolve(undefined),
    readAll: () => Promise.resolve(""),
    interrupted: never,
    killed: never,
    cloud: () => Promise.resolve(cloud),
  };
  if ((await runHere(name, args, terminal)) === 0) return out.join("");
  throw new Error(`terrarium ${name} of ${terminal.directory} failed:\n${all.join("")}`);
}
