// Servers that the DynamoDB bench starts, and what the system tells of their processes.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** In memory without a directory. `heap()` asks the process for its own figures. */
export async function startTerrarium(program, directory) {
  const code = `import { startTerrarium } from ${JSON.stringify(program)};
    const server = await startTerrarium(${directory ? JSON.stringify({ directory }) : "{}"});
    console.log(server.endpoint);
    process.on("SIGUSR2", () => console.log(JSON.stringify(process.memoryUsage())));
    process.on("SIGTERM", () => server.stop().then(() => process.exit(0)));`;
  const server = await started(process.execPath, ["--input-type=module", "-e", code]);
  const heap = () =>
    new Promise((done) => {
      server.output.once("data", (text) => done(JSON.parse(String(text))));
      process.kill(server.pid, "SIGUSR2");
    });
  return { ...server, heap };
}

/** A running server and its address: what it prints first, or what is known beforehand. */
export async function started(command, args, endpoint) {
  // A peer that is waited for by its address says nothing of use: moto tells every request.
  const child = spawn(command, args, { stdio: ["ignore", "pipe", endpoint ? "ignore" : "inherit"] });
  const printed = new Promise((done, fail) => {
    child.stdout.on("data", (text) => done(String(text).trim().split("\n")[0]));
    child.once("exit", (code) => fail(new Error(`${command} ended with ${code}`)));
  });
  if (endpoint) printed.catch(() => {});
  const address = endpoint ?? (await printed);
  for (let tries = 0; tries < 100; tries++) {
    const answers = await fetch(address).then(
      () => true,
      () => false,
    );
    if (answers) break;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  const end = () =>
    new Promise((done) => {
      child.once("exit", done);
      child.kill("SIGTERM");
    });
  return { endpoint: address, pid: child.pid, output: child.stdout, end };
}

/** In MB; NaN where there is no /proc. */
export function memoryOf(pid, field = "VmRSS") {
  if (!existsSync(`/proc/${pid}/status`)) return Number.NaN;
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

/** In milliseconds, in steps of ten; NaN where there is no /proc. */
export function processorTimeOf(pid) {
  if (!existsSync(`/proc/${pid}/stat`)) return Number.NaN;
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
