// Our provider under the real terraform: the example stack applied with ours and with the real provider against the
// same server in the same run, a plan without changes against terraform's own work on an empty folder, and the server's
// memory over many commands. `node bench/plugin.mjs` after a build; PLUGIN_COMMANDS=500 for the whole memory run,
// TERRARIUM_AWS_PROVIDER names the real provider's program (in a mirror's layout), TERRARIUM_PROGRAM another build.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  applyWithTerraform,
  copyExample,
  hasTerraform,
  median,
  ms,
  program,
  ratio,
  row,
  terraform,
  time,
  withOurProviders,
  withRealProvider,
} from "./support.mjs";

const commands = Number(process.env.PLUGIN_COMMANDS ?? 40);
const PLANS = 7;
const APPLIES = 3;

if (!hasTerraform()) {
  console.log("terraform is not installed: nothing to measure");
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "terrarium-bench-plugin-"));
const terrarium = (...args) => execFileSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });

const memoryOf = () => JSON.parse(terrarium("status", "--json")).memory / 1024 / 1024;

try {
  terrarium("start", "-d", "--port", "0");
  const ours = copyExample(join(folder, "ours"));
  const env = withOurProviders(ours);
  const first = applyWithTerraform(ours, env);
  const planning = ["plan", "-input=false", "-detailed-exitcode"];
  const plain = { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" };
  const empty = join(folder, "empty");
  mkdirSync(empty);
  // In turns, so that a machine that is busy for a while is so for all of them.
  const runs = Array.from({ length: PLANS }, () => ({
    validate: time(terraform, ["validate"], { cwd: empty, env }),
    plan: time(terraform, planning, { cwd: ours, env }),
    wrapped: time(process.execPath, [program, "terraform", ...planning], { cwd: ours, env: plain }),
  }));
  const [validate, plan, wrapped] = ["validate", "plan", "wrapped"].map((of) => median(runs.map((run) => run[of])));
  first.destroy();
  const applies = Array.from({ length: APPLIES }, () => {
    const again = applyWithTerraform(ours, env);
    again.destroy();
    return again.apply;
  });
  const apply = median(applies);
  row("example stack, terraform apply with our provider", ms(apply));
  row("terraform validate of an empty folder", ms(validate));
  row("terraform plan without changes with our provider", `${ms(plan)}, ${ratio(plan, validate)} of validate`);
  row("the same plan by `terrarium terraform`", `${ms(wrapped)}, ${ratio(wrapped, validate)} of validate`);

  const binary = process.env.TERRARIUM_AWS_PROVIDER;
  if (binary) {
    const real = copyExample(join(folder, "real"));
    const theirs = applyWithTerraform(real, withRealProvider(real, binary, join(folder, "terraformrc")));
    row("the same apply with the real provider", `${ms(theirs.apply)}, ${ratio(theirs.apply, apply)} of ours`);
    row("the same plan with the real provider", `${ms(theirs.plan)}, ${ratio(theirs.plan, plan)} of ours`);
    theirs.destroy();
  } else row("the same with the real provider", "TERRARIUM_AWS_PROVIDER is not set");

  const kept = applyWithTerraform(ours, env);
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
