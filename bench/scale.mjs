// `node bench/scale.mjs [COUNT...]`: an apply, a plan without changes and a destroy of many terraform_data instances, time
// and peak memory, beside the terraform that is installed. 1,000 and 10,000 unless told otherwise.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const program = process.env.TERRARIUM_PROGRAM ?? join(root, "bin/terrarium.mjs");
const counts = process.argv.slice(2).map(Number);
const home = mkdtempSync(join(tmpdir(), "terrarium-scale-"));
const hasPeer = spawnSync("terraform", ["version"]).status === 0;
const sides = new Map([["terrarium", [process.execPath, program]]]);
if (hasPeer) sides.set("terraform", ["terraform"]);
const CONFIGURATION = `
variable "n" {
  type = number
}
resource "terraform_data" "item" {
  count = var.n
  input = { index = count.index, name = "item-\${count.index}" }
}
output "total" {
  value = length(terraform_data.item)
}
`;

/** Milliseconds, and the peak of resident memory in MB where /proc tells it. */
async function measure([command, ...first], args, folder) {
  const start = performance.now();
  const child = spawn(command, [...first, ...args], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  let peak = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peak * 1024) / 1024;
    } catch {
      // Not Linux, or it has just ended.
    }
  }, 20);
  const code = await new Promise((ended) => child.once("exit", ended));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
  return { elapsed: performance.now() - start, peak };
}

try {
  for (const count of counts.length > 0 ? counts : [1_000, 10_000]) {
    const results = new Map();
    for (const [name, command] of sides) {
      const folder = join(home, `${name}-${count}`);
      mkdirSync(folder);
      writeFileSync(join(folder, "main.tf"), CONFIGURATION);
      if (name === "terraform") spawnSync("terraform", ["init"], { cwd: folder });
      for (const args of [["apply", "-auto-approve"], ["plan"], ["destroy", "-auto-approve"]]) {
        const took = await measure(command, [...args, "-var", `n=${count}`], folder);
        results.set(`${name} ${args[0]}`, took);
      }
    }
    for (const step of ["apply", "plan", "destroy"]) {
      const own = results.get(`terrarium ${step}`);
      const peer = results.get(`terraform ${step}`);
      const beside = peer
        ? `; terraform ${(peer.elapsed / own.elapsed).toFixed(1)}x the time, ${(peer.peak / own.peak).toFixed(2)}x the memory`
        : "";
      const label = `${step} of ${count} instances`.padEnd(58);
      console.log(`${label}${own.elapsed.toFixed(0)} ms, ${own.peak.toFixed(0)} MB${beside}`);
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
