// Lambda's speed, in ratios of one run: warm invocations against the same SDK call to a bare Node server, 32 callers at
// once, cold starts of Node and Python against the quickest start of those interpreters, memory of idle functions. The
// cloud, the bare server and the callers are processes of their own, so that none pays for another's work.
// `node bench/lambda.mjs` after a build; TERRARIUM_DIST names another build than dist/.
import { fork, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import yazl from "yazl";

const CALLERS = 32;
/** Ticks of the CPU times in /proc; the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const role = "arn:aws:iam::000000000000:role/lambda";

if (process.argv[2] === "bare") await serveBare();
else if (process.argv[2] === "cloud") await serveCloud();
else await main();

/** The ceiling: the same answer from a server that does nothing for it. */
async function serveBare() {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      response.writeHead(200, { "content-type": "application/json", "x-amz-executed-version": "$LATEST" });
      response.end('{"a":1}');
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  serve(`http://127.0.0.1:${server.address().port}`, () => server.close());
}

async function serveCloud() {
  const dist = resolve(process.env.TERRARIUM_DIST ?? "dist");
  const { startTerrarium } = await import(pathToFileURL(`${dist}/index.mjs`).href);
  const cloud = await startTerrarium();
  serve(cloud.endpoint, () => cloud.stop());
}

/** Tells the parent where this server is, what it holds on its heap when asked, and stops when told to. */
function serve(endpoint, stop) {
  process.on("message", (question) => {
    if (question === "stop") return void Promise.resolve(stop()).then(() => process.exit(0));
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    process.send({ heap: heapUsed + external });
  });
  process.send({ endpoint });
}

async function started(role) {
  const child = fork(import.meta.filename, [role], { execArgv: ["--expose-gc"] });
  const answer = () => new Promise((done) => child.once("message", done));
  const { endpoint } = await answer();
  return {
    pid: child.pid,
    client: new LambdaClient({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    }),
    async heap() {
      child.send("heap");
      return (await answer()).heap;
    },
    async stop() {
      child.send("stop");
      await new Promise((done) => child.once("exit", done));
    },
  };
}

async function main() {
  const [cloud, bare] = [await started("cloud"), await started("bare")];
  try {
    await create(cloud, "node", "nodejs20.x", "index.js", "exports.handler = async (event) => event;");
    await create(cloud, "python", "python3.11", "index.py", "def handler(event, context):\n    return event\n");
    await warmInvocations(cloud, bare);
    await manyCallers(cloud, bare);
    await coldStarts(cloud, "node", process.execPath, ["-e", "0"]);
    await coldStarts(cloud, "python", process.env.PYTHON ?? "python3", ["-c", "import json, http.client"]);
    await idleFunctions(cloud);
  } finally {
    await Promise.all([bare.stop(), cloud.stop()]);
  }
}

async function warmInvocations(cloud, bare) {
  const ways = { bare: call(bare, "node"), node: call(cloud, "node"), python: call(cloud, "python") };
  const times = { bare: [], node: [], python: [] };
  for (const way of Object.values(ways)) await series(200, way);
  // Rounds in turn, so that a busy machine slows all of them.
  for (let round = 0; round < 10; round++) {
    for (const name of Object.keys(ways)) times[name].push(...(await series(100, ways[name])));
  }
  for (const name of Object.keys(ways)) {
    const ratio = (median(times[name]) / median(times.bare)).toFixed(2);
    const tail = milliseconds(percentile(times[name], 0.99));
    console.log(`warm invoke, ${name}: p50 ${milliseconds(median(times[name]))} (${ratio}x bare), p99 ${tail}`);
  }
}

/** Throughput, and what it costs: all CPU time of the servers, that of the functions' processes included. */
async function manyCallers(cloud, bare) {
  // The environments of that many callers take a while to start, and both servers run slowly until V8 has compiled what
  // they do again and again: neither is what is measured.
  for (let warm = 0; warm < 6; warm++) await throughput(cloud, "node");
  await throughput(bare, "node");
  const rounds = [];
  for (let round = 0; round < 2; round++) {
    rounds.push([await throughput(bare, "node"), await throughput(cloud, "node")]);
  }
  const [ceiling, ours] = [0, 1].map((way) => rounds.map((round) => round[way]));
  const mean = (results, figure) => results.reduce((sum, result) => sum + result[figure], 0) / results.length;
  const cost = (results, figure) => `${(1e6 / mean(results, figure)).toFixed(0)} µs`;
  const share = (figure, of) => `${((100 * mean(ours, figure)) / mean(ceiling, of)).toFixed(0)} %`;
  console.log(`${CALLERS} callers: ${mean(ours, "rate").toFixed(0)}/s, ${mean(ceiling, "rate").toFixed(0)}/s bare`);
  console.log(
    `  CPU time a call: ${cost(ceiling, "perSecond")} bare; the cloud ${cost(ours, "perServerSecond")} (${share("perServerSecond", "perSecond")} of bare's calls a CPU second), with its functions' processes ${cost(ours, "perSecond")} (${share("perSecond", "perSecond")})`,
  );
}

async function throughput(server, name) {
  const work = call(server, name);
  const before = [cpuSeconds([server.pid]), cpuSeconds(tree(server.pid))];
  const began = performance.now();
  const until = began + 3000;
  let count = 0;
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (performance.now() < until) {
        await work();
        count++;
      }
    }),
  );
  return {
    rate: (1000 * count) / (performance.now() - began),
    perServerSecond: count / (cpuSeconds([server.pid]) - before[0]),
    perSecond: count / (cpuSeconds(tree(server.pid)) - before[1]),
  };
}

/** Every change of configuration replaces all environments: the next invocation is a cold one. */
async function coldStarts(cloud, FunctionName, command, args) {
  const { client } = cloud;
  const [cold, floor] = [[], []];
  for (let index = 0; index < 25; index++) {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: `${index}` }));
    await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 5, minDelay: 0.2, maxDelay: 0.3 }, { FunctionName });
    cold.push(await timed(call(cloud, FunctionName)));
    if (index % 3 === 0) floor.push(await timed(() => ended(spawn(command, args, { stdio: "ignore" }))));
  }
  const shown = [median(cold), Math.min(...cold), median(floor), Math.min(...floor)].map(milliseconds);
  console.log(
    `cold ${FunctionName}: p50 ${shown[0]}, min ${shown[1]}; the interpreter alone p50 ${shown[2]}, min ${shown[3]}`,
  );
}

/** Bytes on the server's heap after a collection, their records in a store in memory included. */
async function idleFunctions(cloud) {
  const Code = { ZipFile: await zip("index.js", "exports.handler = async () => 1;") };
  const settings = { Runtime: "nodejs20.x", Handler: "index.handler", Role: role, Code };
  const createThousand = async (prefix) => {
    for (let index = 0; index < 1000; index++) {
      await cloud.client.send(new CreateFunctionCommand({ FunctionName: `${prefix}-${index}`, ...settings }));
    }
  };
  // What the first thousand leaves behind in caches and compiled code is no function's.
  await createThousand("first");
  const before = await cloud.heap();
  await createThousand("idle");
  const each = ((await cloud.heap()) - before) / 1000 / 1024;
  console.log(`1,000 idle functions: ${each.toFixed(1)} KB of heap each`);
}

async function create({ client }, FunctionName, Runtime, file, code) {
  const Code = { ZipFile: await zip(file, code) };
  await client.send(
    new CreateFunctionCommand({ FunctionName, Runtime, Handler: "index.handler", Role: role, Code, Timeout: 30 }),
  );
}

function call({ client }, FunctionName) {
  return () => client.send(new InvokeCommand({ FunctionName, Payload: '{"a":1}' }));
}

async function zip(name, text) {
  const archive = new yazl.ZipFile();
  archive.addBuffer(Buffer.from(text), name);
  archive.end();
  const chunks = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A process and all that descend from it. */
function tree(pid) {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), Number(statOf(name)?.[1])]);
  const found = [pid];
  for (const one of found) found.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child));
  return found;
}

function cpuSeconds(pids) {
  const ticks = pids.map((pid) => {
    const fields = statOf(pid);
    return fields ? Number(fields[11]) + Number(fields[12]) : 0;
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND;
}

/** The fields of /proc/PID/stat from the state on; undefined for a process that has ended. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function series(count, work) {
  const times = [];
  for (let index = 0; index < count; index++) times.push(await timed(work));
  return times;
}

function ended(child) {
  return new Promise((done) => child.once("exit", done));
}

function percentile(times, share) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)];
}

function median(times) {
  return percentile(times, 0.5);
}

function milliseconds(value) {
  return `${value.toFixed(2)} ms`;
}
