// DynamoDB against a bare Node server and its peers: `node bench/dynamodb.mjs [--seconds 8] [--connections 32]
// [--peers dynalite,moto] [--operations get,put] [--large 0] [--soak 0]`. All servers run at once and are loaded in turn
// in short rounds, so that whatever else the machine does hits all alike; what counts are the ratios, which are medians
// over the rounds, and the processor time a request costs. wrk makes the load when it is installed, a plain Node generator
// otherwise, which is itself the limit on fast machines. Needs `npm run build`. --large 10000000 compares a table of so
// many items with one of 10,000 instead; it needs 7 GB of disk and some minutes. --soak 600 watches the server's memory
// under so many seconds of each operation instead.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compareSizes } from "./dynamodb-large.mjs";
import { createLoadTable, fillTable, loadWithNode, loadWithWrk } from "./dynamodb-load.mjs";
import { memoryOf, processorTimeOf, started, startTerrarium } from "./dynamodb-servers.mjs";
import { soak } from "./dynamodb-soak.mjs";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "8" },
    rounds: { type: "string", default: "4" },
    connections: { type: "string", default: "32" },
    peers: { type: "string", default: "dynalite,moto" },
    operations: { type: "string", default: "get,put,query,update,transact,transact25,batch25,indexed" },
    large: { type: "string", default: "0" },
    soak: { type: "string", default: "0" },
    dist: { type: "string", default: "dist" },
    "bare-server": { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const secondsOfRound = Math.max(1, Math.round(Number(values.seconds) / rounds));
const connections = Number(values.connections);
const root = resolve(import.meta.dirname, "..");
const program = join(resolve(root, values.dist), "index.mjs");
const useWrk = spawnSync("wrk", ["--version"]).error === undefined;
/** moto answers some of them in seconds. */
const operationsOfPeers = ["get", "put", "query", "update", "transact"];
const items = 1000;

if (values["bare-server"]) serveBare();
else if (Number(values.large) > 0) await compareSizes(program, [10_000, Number(values.large)], Number(values.seconds));
else if (Number(values.soak) > 0) await soaked();
else await main();

/** The ceiling: a Node server that reads the request and answers 200 bytes. */
function serveBare() {
  const body = Buffer.alloc(200, 97);
  createServer((request, response) => {
    request.on("data", () => {});
    request.on("end", () => response.writeHead(200, { "Content-Type": "text/plain", "Content-Length": 200 }).end(body));
  }).listen(0, "127.0.0.1", function () {
    console.log(`http://127.0.0.1:${this.address().port}`);
  });
}

async function soaked() {
  const directory = mkdtempSync(join(tmpdir(), "terrarium-bench-"));
  try {
    await soak(program, {
      operations: values.operations.split(","),
      seconds: Number(values.soak),
      connections,
      items,
      useWrk,
      directoryFor: (operation) => join(directory, operation),
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function main() {
  if (!existsSync(program)) throw new Error("Build first: npm run build");
  const directory = mkdtempSync(join(tmpdir(), "terrarium-bench-"));
  const bare = {
    name: "bare Node server",
    ...(await started(process.execPath, [import.meta.filename, "--bare-server"])),
  };
  const durable = { name: "Terrarium", ...(await startTerrarium(program, directory)) };
  const servers = [bare, durable, { name: "Terrarium, in memory", ...(await startTerrarium(program, "")) }];
  try {
    for (const peer of values.peers.split(",").filter(Boolean)) {
      const server = await startPeer(peer);
      if (server) servers.push({ name: peer, peer: true, ...server });
      else console.log(`${peer}: not installed`);
    }
    console.log(
      `${connections} connections, ${rounds} rounds of ${secondsOfRound} s each, load by ${useWrk ? "wrk" : "Node"}`,
    );
    for (const server of servers.slice(1)) {
      await createLoadTable(server.endpoint, "load");
      if (!server.peer) await createLoadTable(server.endpoint, "load-indexed", 5);
      await fillTable(server.endpoint, "load", items);
      server.memory = memoryOf(server.pid);
    }
    const ratesToPut = {};
    for (const operation of values.operations.split(",")) {
      const loaded = servers.filter(({ peer }) => !peer || operationsOfPeers.includes(operation));
      const figures = await measured(loaded, operation);
      print(operation, figures, bare, durable);
      ratesToPut[operation] = figures.get(durable).map(({ rate }) => rate);
    }
    printRatiosToPut(ratesToPut);
    for (const { name, memory, pid } of servers.slice(1)) {
      console.log(`memory of ${name}: ${memory.toFixed(0)} MB -> ${memoryOf(pid).toFixed(0)} MB`);
    }
  } finally {
    for (const server of servers) await server.end();
    rmSync(directory, { recursive: true });
  }
}

async function startPeer(peer) {
  if (peer === "dynalite") {
    const found = spawnSync("npm", ["root", "-g"], { encoding: "utf8" }).stdout.trim();
    const places = [join(root, "node_modules"), found].map((place) => join(place, "dynalite/cli.js"));
    const cli = process.env.DYNALITE ?? places.find(existsSync);
    return cli
      ? started(process.execPath, [cli, "--port", "4699", "--host", "127.0.0.1"], "http://127.0.0.1:4699")
      : undefined;
  }
  if (spawnSync("moto_server", ["--version"]).error) return undefined;
  return started("moto_server", ["-H", "127.0.0.1", "-p", "4698"], "http://127.0.0.1:4698");
}

/** By server, the figures of every round. */
async function measured(servers, operation) {
  const load = useWrk ? loadWithWrk : loadWithNode;
  const figures = new Map(servers.map((server) => [server, []]));
  for (let round = 0; round < rounds; round++) {
    for (const server of servers) {
      const requests = server === servers[0] ? "bare" : operation;
      const before = processorTimeOf(server.pid);
      const result = await load(server.endpoint, requests, "load", secondsOfRound, connections, items);
      const microseconds = (1000 * (processorTimeOf(server.pid) - before)) / result.count;
      figures.get(server).push({ ...result, microseconds });
    }
  }
  return figures;
}

function print(operation, figures, bare, durable) {
  console.log(`\n${operation}`);
  const ratioTo = (results, other) => median(results.map(({ rate }, round) => rate / figures.get(other)[round].rate));
  for (const [server, results] of figures) {
    const of = (name) => median(results.map((result) => result[name]));
    const [p50, p99] = [of("p50"), of("p99")];
    const refused = results.reduce((sum, result) => sum + result.refused, 0);
    if (refused > results.reduce((sum, result) => sum + result.count, 0) / 2) {
      console.log(`  ${server.name.padEnd(21)} refuses it`);
      continue;
    }
    const parts = [
      `  ${server.name.padEnd(21)} ${of("rate").toFixed(0).padStart(6)}/s`,
      `${of("microseconds").toFixed(0).padStart(5)} µs of processor each`,
      `p50 ${p50.toFixed(2)} ms p99 ${p99.toFixed(2)} ms (${(p99 / p50).toFixed(1)}x)`,
      `${(100 * ratioTo(results, bare)).toFixed(0)} % of bare`,
      ...(server.peer ? [`Terrarium ${(1 / ratioTo(results, durable)).toFixed(1)}x`] : []),
      ...(refused > 0 ? [`${refused} not 2xx`] : []),
    ];
    console.log(parts.join("  "));
  }
}

function printRatiosToPut(rates) {
  if (!rates.put) return;
  const put = median(rates.put);
  const ratios = Object.entries(rates).map(([name, those]) => `${name} ${(median(those) / put).toFixed(2)}`);
  console.log(`\nrequests a second to those of put: ${ratios.join(", ")}`);
}

function median(numbers) {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
