// What the benches of whole commands share: timing, rows, copies of the example, and how a real terraform is pointed at
// a folder's server.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
/** TERRARIUM_PROGRAM names another build than this folder's. */
export const program = process.env.TERRARIUM_PROGRAM ?? join(root, "bin/terrarium.mjs");
export const terraform = process.env.TERRARIUM_TERRAFORM ?? "terraform";
export const hasTerraform = () => spawnSync(terraform, ["version"]).status === 0;

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
export const row = (name, value) => console.log(`${name.padEnd(58)}${value}`);
export const ms = (value) => `${value.toFixed(0)} ms`;
export const ratio = (a, b) => `${(a / b).toFixed(1)}x`;

/** Milliseconds of a whole command; throws with its output when it fails. */
export function time(command, args, options) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${stderr}${stdout}`);
  return performance.now() - start;
}

/** The example stack without what runs have left in it. */
export function copyExample(path) {
  cpSync(join(root, "examples/adder"), path, {
    recursive: true,
    filter: (source) => !/\.terrarium|\.terraform|tfstate|build$/.test(source),
  });
  return path;
}

/** The providers of the folder's server for a terraform in that directory, and the way to its cloud. */
export function withOurProviders(directory) {
  const given = execFileSync(process.execPath, [program, `-chdir=${directory}`, "env", "--terraform", "--json"], {
    encoding: "utf8",
    env: { ...process.env, AWS_ACCESS_KEY_ID: undefined },
  });
  return { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null", ...JSON.parse(given) };
}

/** The same cloud, with the real aws provider out of the mirror its binary lies in, and ours for the rest. */
export function withRealProvider(directory, binary, configurationFile) {
  const environment = withOurProviders(directory);
  const providers = JSON.parse(environment.TF_REATTACH_PROVIDERS);
  for (const source of Object.keys(providers)) if (source.endsWith("/hashicorp/aws")) delete providers[source];
  const mirror = resolve(dirname(binary), "../../../../..");
  writeFileSync(
    configurationFile,
    `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`,
  );
  return {
    ...environment,
    TF_CLI_CONFIG_FILE: configurationFile,
    TF_REATTACH_PROVIDERS: JSON.stringify(providers),
  };
}

/** A terraform's apply and its plan without changes, of a stack that `destroy` takes down again. */
export function applyWithTerraform(directory, env) {
  const run = (...args) => time(terraform, args, { cwd: directory, env });
  run("init", "-input=false");
  const apply = run("apply", "-input=false", "-auto-approve");
  const plan = run("plan", "-input=false", "-detailed-exitcode");
  return { apply, plan, destroy: () => run("destroy", "-input=false", "-auto-approve") };
}
