// Bundles src/ into dist/: one program whose commands and services are loaded when first used, and the library.
// `node scripts/build.mjs [OUT]` writes elsewhere than to dist/.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const out = resolve(process.argv[2] ?? join(root, "dist"));
const next = `${out}.${process.pid}`;

rmSync(next, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { terrarium: "src/cli/main.ts", index: "src/index.ts" },
  outdir: next,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  packages: "external",
  sourcemap: true,
  legalComments: "none",
  logLevel: "warning",
  chunkNames: "chunks/[name]-[hash]",
});

// What the program reads at run time beside its own code: shapes, and the files that functions' processes run.
copyFolder("src/shapes/generated", "shapes");
copyFolder("src/runtime/assets", "runtime");

// The old build is replaced in one step, so that a command started meanwhile finds a whole one.
writeFileSync(join(next, ".built"), "");
const old = `${out}.old.${process.pid}`;
if (existsSync(out)) renameSync(out, old);
renameSync(next, out);
rmSync(old, { recursive: true, force: true });

function copyFolder(from, to) {
  const source = join(root, from);
  if (!existsSync(source)) return;
  mkdirSync(join(next, to), { recursive: true });
  for (const name of readdirSync(source)) cpSync(join(source, name), join(next, to, name), { recursive: true });
}
