/** Ruby functions: the machine's Ruby, of the runtime's version or the nearest, with the client in assets/ruby. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface RubyInstallation {
  readonly executable: string;
  /** Such as 3.3. */
  readonly version: string;
  readonly folders: readonly string[];
}

const QUESTION = 'puts RUBY_VERSION[/\\d+\\.\\d+/], RbConfig::CONFIG["prefix"]';

/** Throws when there is no Ruby on this machine. */
export async function findRuby(runtime: string): Promise<RubyInstallation> {
  const wanted = runtime.slice("ruby".length);
  let nearest: RubyInstallation | undefined;
  for (const executable of rubies(wanted)) {
    const found = await ask(executable);
    if (found?.version === wanted) return found;
    if (found && (!nearest || distance(found.version, wanted) < distance(nearest.version, wanted))) nearest = found;
  }
  if (nearest) return nearest;
  throw new Error(
    `Functions of the runtime ${runtime} need Ruby ${wanted}, and no Ruby was found on this machine. Install it with your system's packages or a version manager`,
  );
}

const distance = (one: string, other: string): number => Math.abs(Number(one) - Number(other));

/** Executables that may be Ruby of that version, best first. */
function* rubies(wanted: string): Generator<string> {
  const home = homedir();
  const managers: [string, RegExp][] = [
    [join(process.env["RBENV_ROOT"] ?? join(home, ".rbenv"), "versions"), /^\d/],
    [join(home, ".rvm/rubies"), /^ruby-\d/],
    [join(home, ".rubies"), /^ruby-\d/],
    [join(home, ".asdf/installs/ruby"), /^\d/],
    [join(home, ".local/share/mise/installs/ruby"), /^\d/],
  ];
  for (const [folder, pattern] of managers) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const executable = join(folder, name, "bin/ruby");
      if (pattern.test(name) && existsSync(executable)) yield executable;
    }
  }
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of [`ruby${wanted}`, "ruby"]) {
      const executable = join(folder, name);
      // Shims of a version manager answer for whatever version is switched on.
      if (folder !== "" && !folder.includes("shims") && existsSync(executable)) yield executable;
    }
  }
}

async function ask(executable: string): Promise<RubyInstallation | undefined> {
  try {
    const { stdout } = await run(executable, ["-e", QUESTION], { cwd: "/", timeout: 10_000 });
    const [version = "", prefix = ""] = stdout.trim().split("\n");
    return { executable, version, folders: [...new Set([dirname(dirname(realpathSync(executable))), prefix])] };
  } catch {
    return undefined;
  }
}
