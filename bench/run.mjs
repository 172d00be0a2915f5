// `npm run bench`: the program as a whole against ceilings and peers of the same run, then the benches of the services.
// A figure is the median of several runs. terraform is a peer where it is installed.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const program = join(root, "bin/terrarium.mjs");
const RUNS = 5;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (name, value) => console.log(`${name.padEnd(58)}${value}`);
const ms = (value) => `${value.toFixed(0)} ms`;
const ratio = (a, b) => `${(a / b).toFixed(1)}x`;

function time(command, args, options = {}) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8", ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${stderr}`);
  return performance.now() - start;
}

const repeat = (run) => median(Array.from({ length: RUNS }, run));

async function startToReady(folder) {
  const start = performance.now();
  const server = spawn(process.execPath, [program, "start", "--port", "0", "--ephemeral"], { cwd: folder });
  await new Promise((ready, fail) => {
    server.stdout.on("data", (text) => String(text).includes("Ready.") && ready());
    server.once("exit", () => fail(new Error("The server ended before it was ready")));
  });
  const elapsed = performance.now() - start;
  await new Promise((settled) => setTimeout(settled, 500));
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  server.kill("SIGTERM");
  await new Promise((gone) => server.once("exit", gone));
  return { elapsed, memory };
}

const folder = mkdtempSync(join(tmpdir(), "terrarium-bench-"));
const stack = join(folder, "adder");
cpSync(join(root, "examples/adder"), stack, {
  recursive: true,
  filter: (path) => !/\.terrarium|\.terraform|build$/.test(path),
});
const terrarium = (...args) => time(process.execPath, [program, `-chdir=${stack}`, ...args]);

try {
  const node = repeat(() => time(process.execPath, ["-e", "0"]));
  row("empty node -e 0", ms(node));
  const starts = [];
  for (let i = 0; i < RUNS; i++) starts.push(await startToReady(folder));
  const ready = median(starts.map(({ elapsed }) => elapsed));
  row("server start to Ready.", `${ms(ready)}, ${ratio(ready, node)} of node -e 0`);
  row("idle memory of the server", `${median(starts.map(({ memory }) => memory)).toFixed(0)} MB`);

  terrarium("start", "-d", "--port", "0");
  const applies = [];
  for (let i = 0; i < RUNS; i++) {
    applies.push(terrarium("apply", "-auto-approve"));
    if (i < RUNS - 1) terrarium("destroy", "-auto-approve");
  }
  const apply = median(applies);
  const plan = repeat(() => terrarium("plan"));
  row("apply of examples/adder (18 resources), whole command", ms(apply));
  row("plan without changes, whole command", `${ms(plan)}, ${ratio(plan, node)} of node -e 0`);
  terrarium("destroy", "-auto-approve");

  if (spawnSync("terraform", ["version"]).status === 0) {
    for (const real of [false, true]) {
      const flag = real ? ["--real-provider"] : [];
      const name = real ? "terraform with hashicorp/aws, same server" : "terraform with our providers";
      rmSync(join(stack, ".terraform"), { recursive: true, force: true });
      rmSync(join(stack, ".terraform.lock.hcl"), { force: true });
      try {
        terrarium("terraform", "init", ...flag);
      } catch {
        row(name, "not measured: its providers are not to be had here");
        continue;
      }
      const peerApply = terrarium("terraform", "apply", "-auto-approve", ...flag);
      const peerPlan = terrarium("terraform", "plan", ...flag);
      row(`${name}: apply`, `${ms(peerApply)}, ${ratio(peerApply, apply)} of ours`);
      row(`${name}: plan without changes`, `${ms(peerPlan)}, ${ratio(peerPlan, plan)} of ours`);
      terrarium("terraform", "destroy", "-auto-approve", ...flag);
    }
  } else row("terraform", "not installed: not measured");
} finally {
  spawnSync(process.execPath, [program, `-chdir=${stack}`, "stop"]);
  rmSync(folder, { recursive: true, force: true });
}

for (const bench of ["scale", "lambda", "dynamodb", "logs"]) {
  const file = join(root, "bench", `${bench}.mjs`);
  if (!existsSync(file)) continue;
  console.log(`\n── ${bench}`);
  execFileSync(process.execPath, [file], { stdio: "inherit" });
}
