// `npm run bench`: the program as a whole against ceilings and peers of the same run, then the benches of the services.
// A figure is the median of several runs. terraform is a peer where it is installed, the real provider where
// TERRARIUM_AWS_PROVIDER names its program (in a mirror's layout).
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import {
  applyWithTerraform,
  copyExample,
  hasTerraform,
  median,
  ms,
  program,
  ratio,
  row,
  time,
  withOurProviders,
  withRealProvider,
} from "./support.mjs";

const RUNS = 5;
const repeat = (run) => median(Array.from({ length: RUNS }, run));

async function startToReady(folder) {
  const start = performance.now();
  const started = spawn(process.execPath, [program, "start", "--port", "0", "--ephemeral"], { cwd: folder });
  await new Promise((ready, fail) => {
    started.stdout.on("data", (text) => String(text).includes("Ready.") && ready());
    started.once("exit", () => fail(new Error("The server ended before it was ready")));
  });
  const elapsed = performance.now() - start;
  await idle(500);
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${started.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  started.kill("SIGTERM");
  await new Promise((gone) => started.once("exit", gone));
  return { elapsed, memory };
}

const server = () => JSON.parse(readFileSync(join(stack, ".terrarium/server.json"), "utf8"));
const idle = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));

/** The same command without a program's start: sent to the server as the program sends it, until its exit code is there. */
async function inServer(name) {
  const { socket: path } = server();
  const start = performance.now();
  const socket = connect(path);
  const stream = { isTerminal: false, columns: 80 };
  const run = {
    type: "run",
    name,
    args: [],
    directory: stack,
    environment: process.env,
    stdout: stream,
    stderr: stream,
  };
  socket.write(`${JSON.stringify(run)}\n`);
  let text = "";
  for await (const chunk of socket) {
    text += chunk;
    if (text.includes('"type":"exit"')) break;
  }
  return performance.now() - start;
}

const folder = mkdtempSync(join(tmpdir(), "terrarium-bench-"));
const stack = copyExample(join(folder, "adder"));
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
  let afterFirstApply;
  for (let i = 0; i < RUNS; i++) {
    applies.push(terrarium("apply", "-auto-approve"));
    if (i === 0) {
      await idle(1_000);
      afterFirstApply = await inServer("plan");
    }
    if (i < RUNS - 1) terrarium("destroy", "-auto-approve");
  }
  const apply = median(applies);
  const plan = repeat(() => terrarium("plan"));
  row("apply of examples/adder (18 resources), whole command", ms(apply));
  row("plan without changes, whole command", `${ms(plan)}, ${ratio(plan, node)} of node -e 0`);
  const plans = [];
  for (let i = 0; i < RUNS; i++) plans.push(await inServer("plan"));
  row("plan without changes, in the server", ms(median(plans)));
  const invoked = [];
  for (let i = 0; i < RUNS; i++) {
    terrarium("invoke", "adder", "-e", '{"x": 1, "y": 2}');
    invoked.push(await inServer("plan"));
  }
  row("the same after an invocation of its function", ms(median(invoked)));
  row("the first one after the first apply, in the server", ms(afterFirstApply));
  const restarted = [];
  for (let i = 0; i < RUNS; i++) {
    const { port } = new URL(server().endpoint);
    terrarium("stop");
    terrarium("start", "-d", "--port", port);
    await idle(2_000);
    restarted.push(await inServer("plan"));
  }
  row("the first one after a start of the server", ms(median(restarted)));
  terrarium("destroy", "-auto-approve");

  const binary = process.env.TERRARIUM_AWS_PROVIDER;
  if (!hasTerraform()) row("terraform", "not installed: not measured");
  else {
    compare("terraform with our providers", withOurProviders(stack));
    if (binary) {
      const configuration = join(folder, "terraformrc");
      compare("terraform with hashicorp/aws", withRealProvider(stack, binary, configuration));
    } else row("terraform with hashicorp/aws", "TERRARIUM_AWS_PROVIDER is not set: not measured");
  }

  function compare(name, env) {
    for (const left of [".terraform", ".terraform.lock.hcl"])
      rmSync(join(stack, left), { recursive: true, force: true });
    const peer = applyWithTerraform(stack, env);
    row(`${name}, same server: apply`, `${ms(peer.apply)}, ${ratio(peer.apply, apply)} of ours`);
    row(`${name}, same server: plan without changes`, `${ms(peer.plan)}, ${ratio(peer.plan, plan)} of ours`);
    peer.destroy();
  }
} finally {
  spawnSync(process.execPath, [program, `-chdir=${stack}`, "stop"]);
  rmSync(folder, { recursive: true, force: true });
}

for (const bench of ["plugin", "scale", "lambda", "dynamodb", "logs"]) {
  console.log(`\n── ${bench}`);
  execFileSync(process.execPath, [resolve(import.meta.dirname, `${bench}.mjs`)], { stdio: "inherit" });
}
