/** Clones a module package with the user's own git. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { FetchError, type Network } from "./network.ts";

const run = promisify(execFile);

/** The query of the address may name `ref` (branch, tag or commit) and `depth`. */
export async function fetchGit(address: string, target: string, network: Network): Promise<void> {
  const [url = address, query = ""] = address.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const ref = parameters.get("ref") ?? undefined;
  // A depth that is no number counts as none.
  const depth = /^[1-9]\d*$/.exec(parameters.get("depth") ?? "")?.[0];
  if (url.startsWith("-") || ref?.startsWith("-"))
    throw new FetchError(`error downloading '${address}': invalid address`);
  const git = (args: readonly string[]): Promise<unknown> =>
    run("git", [...args], { env: { ...network.environment, GIT_TERMINAL_PROMPT: "0" }, signal: network.signal });
  const shallow = depth === undefined ? [] : ["--depth", depth];
  const branch = ref !== undefined && depth !== undefined ? ["--branch", ref] : [];
  try {
    await git(["clone", ...shallow, ...branch, "--", url, target]);
    if (ref !== undefined && depth === undefined) await git(["-C", target, "checkout", ref]);
    await git(["-C", target, "submodule", "update", "--init", "--recursive", "--quiet"]);
  } catch (error) {
    const { code, stderr, message } = error as { code?: number | string; stderr?: string; message: string };
    if (code === "ENOENT")
      throw new FetchError(`error downloading '${address}': git must be available and on the PATH`);
    // Told as if run in the folder of the configuration.
    const told = (stderr ?? "").replaceAll(target, target.slice(Math.max(0, target.lastIndexOf(".terraform/"))));
    const reason = typeof code === "number" ? `${gitPath(network)} exited with ${code}: ${told}` : message;
    throw new FetchError(`error downloading '${address}': ${reason}`);
  }
}

function gitPath({ environment }: Network): string {
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, "git")).find((file) => existsSync(file)) ?? "git";
}
