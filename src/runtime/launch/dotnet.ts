/**
 * .NET functions: an assembly that is a program of its own (its handler is the assembly's name), or a class library that
 * was published together with Amazon.Lambda.RuntimeSupport, which then finds the handler as it does on Lambda.
 */
import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Layout } from "../environment-variables.ts";
import type { LaunchRequest } from "./launcher.ts";

const RUNTIME_SUPPORT = "Amazon.Lambda.RuntimeSupport.dll";

/** Throws when there is no .NET on this machine. */
export function findDotnet(runtime: string): string {
  const root = process.env["DOTNET_ROOT"];
  const folders = [
    ...(root ? [root] : []),
    ...(process.env["PATH"] ?? "").split(delimiter),
    join(homedir(), ".dotnet"),
    "/usr/share/dotnet",
  ];
  const found = folders.map((folder) => join(folder, "dotnet")).find((file) => existsSync(file));
  if (found !== undefined) return realpathSync(found);
  const version = runtime.slice("dotnet".length);
  throw new Error(
    `Functions of the runtime ${runtime} need the runtime of .NET ${version}, and no dotnet was found on this machine. Install it from https://dotnet.microsoft.com`,
  );
}

export const dotnetFolders = (executable: string): string[] => [dirname(executable)];

export function dotnetCommand(executable: string, { version }: LaunchRequest, layout: Layout): string[] {
  const [assembly = "", type] = version.handler.split("::");
  const file = (name: string): string => join(layout.taskRoot, name);
  if (type === undefined) return [executable, "exec", file(`${assembly}.dll`)];
  if (!existsSync(join(version.codeDirectory, RUNTIME_SUPPORT))) {
    throw new Error(
      `The handler ${version.handler} is a method of a class library: to run it here, publish the function with the package Amazon.Lambda.RuntimeSupport`,
    );
  }
  const description = ["--depsfile", file(`${assembly}.deps.json`), "--runtimeconfig"];
  return [
    executable,
    "exec",
    ...description,
    file(`${assembly}.runtimeconfig.json`),
    file(RUNTIME_SUPPORT),
    version.handler,
  ];
}
