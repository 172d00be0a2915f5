// Our provider under the real terraform: the example stack applied with ours and with the real provider against the
// same server in the same run, a plan without changes against terraform's own work on an empty folder, and the server's
// memory over many commands. `node bench/plugin.mjs` after a build; PLUGIN_COMMANDS=500 for the whole memory run,
// TERRARIUM_AWS_PROVIDER names the real provider's program (in a mirror's layout), TERRARIUM_PROGRAM another build.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const program = process.env.TERRARIUM_PROGRAM ?? join(root, "bin/terrarium.mjs");
const terraform = process.env.TERRARIUM_TERRAFORM ?? "terraform";
const commands = Number(process.env.PLUGIN_COMMANDS ?? 40);
const RUNS = 3;

if (spawnSync(terraform, ["version"]).status !== 0) {
  console.log("terraform is not installed: nothing to measure");
  process.exit(0);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (name, value) => console.log(`${name.padEnd(58)}${value}`);
const ms = (value) => `${value.toFixed(0)} ms`;
const ratio = (a, b) => `${(a / b).toFixed(1)}x`;

function time(command, args, options) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${stderr}${stdout}`);
  return performance.now() - start;
}
const repeat = (run) => median(Array.from({ length: RUNS }, run));

const folder = mkdtempSync(join(tmpdir(), "terrarium-bench-plugin-"));
const terrarium = (...args) => execFileSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });

function stack(name) {
  const path = join(folder, name);
  cpSync(join(root, "examples/adder"), path, {
    recursive: true,
    filter: (source) => !/\.terrarium|\.terraform|tfstate|build$/.test(source),
  });
  return path;
}

/** The providers of the folder's server for a terraform in that directory, and the way to its cloud. */
function environmentOf(directory) {
  const given = execFileSync(process.execPath, [program, `-chdir=${directory}`, "env", "--terraform", "--json"], {
    encoding: "utf8",
    env: { ...process.env, AWS_ACCESS_KEY_ID: undefined },
  });
  return { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null", ...JSON.parse(given) };
}

/** The same cloud, with the real aws provider out of its mirror and ours for the rest. */
function realEnvironment(directory, binary) {
  const environment = environmentOf(directory);
  const providers = JSON.parse(environment.TF_REATTACH_PROVIDERS);
  for (const source of Object.keys(providers)) if (source.endsWith("/hashicorp/aws")) delete providers[source];
  const mirror = resolve(dirname(binary), "../../../../..");
  const file = join(folder, "terraformrc");
  writeFileSync(file, `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`);
  return { ...environment, TF_CLI_CONFIG_FILE: file, TF_REATTACH_PROVIDERS: JSON.stringify(providers) };
}

function applyAndDestroy(directory, env) {
  const run = (...args) => time(terraform, args, { cwd: directory, env });
  run("init", "-input=false");
  const apply = run("apply", "-input=false", "-auto-approve");
  const plan = run("plan", "-input=false", "-detailed-exitcode");
  return { apply, plan, destroy: () => run("destroy", "-input=false", "-auto-approve") };
}

const memoryOf = () => JSON.parse(terrarium("status", "--json")).memory / 1024 / 1024;

try {
  terrarium("start", "-d", "--port", "0");
  const ours = stack("ours");
  const env = environmentOf(ours);
  const first = applyAndDestroy(ours, env);
  const planning = ["plan", "-input=false", "-detailed-exitcode"];
  const plan = repeat(() => time(terraform, planning, { cwd: ours, env }));
  const plain = { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" };
  const wrapped = repeat(() => time(process.execPath, [program, "terraform", ...planning], { cwd: ours, env: plain }));
  first.destroy();
  const applies = [first.apply];
  for (let i = 1; i < RUNS; i++) {
    const again = applyAndDestroy(ours, env);
    applies.push(again.apply);
    again.destroy();
  }
  const apply = median(applies);
  row("example stack, terraform apply with our provider", ms(apply));

  const empty = join(folder, "empty");
  mkdirSync(empty);
  const validate = repeat(() => time(terraform, ["validate"], { cwd: empty, env }));
  row("terraform validate of an empty folder", ms(validate));
  row("terraform plan without changes with our provider", `${ms(plan)}, ${ratio(plan, validate)} of validate`);
  row("the same plan by `terrarium terraform`", `${ms(wrapped)}, ${ratio(wrapped, validate)} of validate`);

  const binary = process.env.TERRARIUM_AWS_PROVIDER;
  if (binary) {
    const real = stack("real");
    const theirs = applyAndDestroy(real, realEnvironment(real, binary));
    row("the same apply with the real provider", `${ms(theirs.apply)}, ${ratio(theirs.apply, apply)} of ours`);
    row("the same plan with the real provider", `${ms(theirs.plan)}, ${ratio(theirs.plan, plan)} of ours`);
    theirs.destroy();
  } else row("the same with the real provider", "TERRARIUM_AWS_PROVIDER is not set");

  const kept = applyAndDestroy(ours, env);
  const memory = [];
  for (let i = 1; i <= commands; i++) {
    time(terraform, ["plan", "-input=false"], { cwd: ours, env });
    if (i % Math.ceil(commands / 4) === 0) memory.push(`${memoryOf().toFixed(0)} MB after ${i}`);
  }
  row(`memory of the server over ${commands} commands`, memory.join(", "));
  kept.destroy();
} finally {
  terrarium("stop");
  rmSync(folder, { recursive: true, force: true });
}
