/** Puts a provider's package where a working directory keeps it: a link to an unpacked one, an archive's content. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { unzip } from "../../terraform/modules/fetch-archive.ts";
import type { ProviderPackage } from "./find-program.ts";

export async function placePackage({ path, packed }: ProviderPackage, target: string): Promise<void> {
  if (existsSync(target) && realpathSync(target) === realpathSync(path)) return;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  if (packed) await unzip(readFileSync(path), target);
  else symlinkSync(resolve(path), target, "dir");
}

/** The checksum that lock files hold for a package's files (`h1:`), as Go modules have it. */
export function packageChecksum(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => ({ name: name.replaceAll("\\", "/"), file: join(folder, name) }))
    .filter(({ file }) => statSync(file).isFile());
  const lines = files
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, file }) => `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${name}\n`);
  return `h1:${createHash("sha256").update(lines.join("")).digest("base64")}`;
}
