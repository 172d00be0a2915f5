// Writes dist/types: the declarations that the library's own declaration leads to. Run when a package is made.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "dist/types");
const all = mkdtempSync(join(tmpdir(), "terrarium-types-"));

try {
  const compiler = join(root, "node_modules/.bin/tsc");
  execFileSync(compiler, ["-p", join(root, "tsconfig.types.json"), "--outDir", all], { stdio: "inherit" });
  rmSync(out, { recursive: true, force: true });
  for (const file of reachable(join(all, "index.d.ts"))) cpSync(file, join(out, relative(all, file)));
} finally {
  rmSync(all, { recursive: true, force: true });
}

/** A declaration and all that it names. */
function reachable(first) {
  const found = new Set([first]);
  for (const file of found) {
    for (const [, specifier] of readFileSync(file, "utf8").matchAll(/(?:from |import\()"(\.[^"]+)\.ts"/g))
      found.add(join(dirname(file), `${specifier}.d.ts`));
  }
  return found;
}
