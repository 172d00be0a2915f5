// Sets up whatever is missing in a clone: the dependencies of the lockfile, the shape tables, the build. Quiet and
// quick when nothing is: the lockfile's stamp and the sources' times tell.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => join(root, ...parts);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Terrarium needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const stamp = createHash("sha256")
  .update(readFileSync(at("package-lock.json")))
  .update(process.platform + process.arch)
  .digest("hex");
const stampFile = at("node_modules", ".terrarium-stamp");
if (read(stampFile) !== stamp) {
  step("Installing dependencies", process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(stampFile, stamp);
}

const shapes = at("src/shapes/generated");
if (!existsSync(shapes) || newest(shapes) < Math.max(newest(at("scripts/shapes")), time(stampFile))) {
  step("Reading the AWS shapes", process.execPath, [at("scripts/shapes/extract.mjs")]);
}

if (time(at("dist/.built")) < Math.max(newest(at("src")), time(at("scripts/build.mjs")), time(stampFile))) {
  step("Building", process.execPath, [at("scripts/build.mjs")]);
}

function step(what, command, args) {
  process.stderr.write(`${what} ...\n`);
  try {
    execFileSync(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ""}${error.stderr ?? ""}\n${what} failed.\n`);
    process.exit(1);
  }
}

function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function time(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}
