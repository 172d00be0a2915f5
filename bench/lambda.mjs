// Lambda's speed, in ratios of one run: warm invocations against the same SDK call to a bare Node server, 32 callers at
// once, cold starts of Node and Python against starting those interpreters, memory of idle functions.
// `node bench/lambda.mjs` after a build; TERRARIUM_DIST names another build than dist/.
import { spawn } from "node:child_process";
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

const dist = resolve(process.env.TERRARIUM_DIST ?? "dist");
const { startTerrarium } = await import(pathToFileURL(`${dist}/index.mjs`).href);

const median = (times) => percentile(times, 0.5);
const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)];
const milliseconds = (value) => `${value.toFixed(2)} ms`;

async function zip(name, text) {
  const archive = new yazl.ZipFile();
  archive.addBuffer(Buffer.from(text), name);
  archive.end();
  const chunks = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk);
  return Buffer.concat(chunks);
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

const clientOf = (endpoint) =>
  new LambdaClient({ endpoint, region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } });

/** The same call to a server that answers at once, in a process of its own as the cloud is not. */
async function bareServer() {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      response.writeHead(200, { "content-type": "application/json", "x-amz-executed-version": "$LATEST" });
      response.end('{"a":1}');
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { endpoint: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

const role = "arn:aws:iam::000000000000:role/lambda";
const cloud = await startTerrarium();
const client = clientOf(cloud.endpoint);
const bare = await bareServer();
const bareClient = clientOf(bare.endpoint);

const create = async (FunctionName, Runtime, file, code, Handler) => {
  const Code = { ZipFile: await zip(file, code) };
  await client.send(new CreateFunctionCommand({ FunctionName, Runtime, Handler, Role: role, Code, Timeout: 30 }));
};
const call = (to, FunctionName) => () => to.send(new InvokeCommand({ FunctionName, Payload: '{"a":1}' }));

await create("node", "nodejs20.x", "index.js", "exports.handler = async (event) => event;", "index.handler");
await create("python", "python3.11", "app.py", "def handler(event, context):\n    return event\n", "app.handler");
await series(20, call(client, "node"));
await series(20, call(client, "python"));
await series(20, call(bareClient, "node"));

// Rounds in turn, so that a busy machine slows all of them.
const warm = { bare: [], node: [], python: [] };
for (let round = 0; round < 10; round++) {
  warm.bare.push(...(await series(100, call(bareClient, "node"))));
  warm.node.push(...(await series(100, call(client, "node"))));
  warm.python.push(...(await series(100, call(client, "python"))));
}
const ratio = (times) => (median(times) / median(warm.bare)).toFixed(2);
console.log(`warm invoke p50: bare server ${milliseconds(median(warm.bare))}`);
console.log(
  `  node   ${milliseconds(median(warm.node))} (${ratio(warm.node)}x), p99 ${milliseconds(percentile(warm.node, 0.99))}`,
);
console.log(
  `  python ${milliseconds(median(warm.python))} (${ratio(warm.python)}x), p99 ${milliseconds(percentile(warm.python, 0.99))}`,
);

async function throughput(work) {
  const until = performance.now() + 3000;
  let count = 0;
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (performance.now() < until) {
        await work();
        count++;
      }
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return { perSecond: count / 3, perCpuSecond: count / ((user + system) / 1e6) };
}
await Promise.all(Array.from({ length: 32 }, call(client, "node")));
const [alone, cloudy] = [await throughput(call(bareClient, "node")), await throughput(call(client, "node"))];
console.log(
  `32 callers: ${cloudy.perSecond.toFixed(0)}/s against ${alone.perSecond.toFixed(0)}/s bare (${((100 * cloudy.perSecond) / alone.perSecond).toFixed(0)} %); per CPU second of this process ${((100 * cloudy.perCpuSecond) / alone.perCpuSecond).toFixed(0)} %`,
);

/** Every change of configuration replaces all environments: the next invocation is a cold one. */
async function coldStarts(FunctionName, count) {
  const times = [];
  for (let index = 0; index < count; index++) {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: `${index}` }));
    await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 5, minDelay: 0.2, maxDelay: 0.3 }, { FunctionName });
    times.push(await timed(call(client, FunctionName)));
  }
  return times;
}

const python = process.env.PYTHON ?? "python3";
const spawned = (command, args) =>
  new Promise((done) => {
    const start = performance.now();
    spawn(command, args, { stdio: "ignore" }).on("exit", () => done(performance.now() - start));
  });
for (const { name, command, args } of [
  { name: "node", command: process.execPath, args: ["-e", "0"] },
  { name: "python", command: python, args: ["-c", "import json, http.client"] },
]) {
  const cold = await coldStarts(name, 15);
  const fresh = [];
  for (let index = 0; index < 7; index++) fresh.push(await spawned(command, args));
  console.log(
    `cold ${name}: p50 ${milliseconds(median(cold))}, min ${milliseconds(Math.min(...cold))}; the interpreter alone ${milliseconds(median(fresh))}`,
  );
}

/** Bytes on the heap after a collection, which `node --expose-gc` allows; without it the figure is a rough one. */
function heap() {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
const before = heap();
const Code = { ZipFile: await zip("index.js", "exports.handler = async () => 1;") };
for (let index = 0; index < 1000; index++) {
  const settings = { Runtime: "nodejs20.x", Handler: "index.handler", Role: role, Code };
  await client.send(new CreateFunctionCommand({ FunctionName: `idle-${index}`, ...settings }));
}
const each = (heap() - before) / 1000 / 1024;
console.log(`1,000 idle functions: ${each.toFixed(1)} KB of heap each, their records in a store in memory included`);

bare.close();
await cloud.stop();
process.exit(0);
