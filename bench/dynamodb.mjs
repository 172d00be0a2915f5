// DynamoDB against a bare Node server and its peers, in one run: `node bench/dynamodb.mjs [--seconds 6] [--connections 32]
// [--peers dynalite,moto] [--large 0]`. Figures are requests a second; what counts is their ratio, since machines differ.
// wrk makes the load when ../shared/tools/dynamodb-load is there, a plain Node generator otherwise, which is itself the
// limit on fast machines. Needs `npm run build`. --large 10000000 only fills a table with so many items and compares it
// with one of 10,000; it needs 5 GB of disk and some minutes.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { createLoadTable, fillTable, loadWithNode } from "./dynamodb-load.mjs";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "6" },
    connections: { type: "string", default: "32" },
    peers: { type: "string", default: "dynalite,moto" },
    large: { type: "string", default: "0" },
    dist: { type: "string", default: "dist" },
    "bare-server": { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const connections = Number(values.connections);
const root = resolve(import.meta.dirname, "..");
const program = join(resolve(root, values.dist), "index.mjs");
const wrkLoad = resolve(root, "../shared/tools/dynamodb-load");
const useWrk = existsSync(wrkLoad) && spawnSync("wrk", ["--version"]).error === undefined;
const operations = ["get", "put", "query", "update", "transact"];

if (values["bare-server"]) serveBare();
else if (Number(values.large) > 0) await measureLarge();
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

async function main() {
  if (!existsSync(program)) throw new Error("Build first: npm run build");
  console.log(`${connections} connections, ${seconds} s each, load by ${useWrk ? "wrk" : "Node"}`);
  const bare = await measured(await started(process.execPath, [import.meta.filename, "--bare-server"]), ["bare"]);
  const ceiling = bare.bare.rate;
  print("bare Node server", bare, ceiling);
  const ours = {};
  for (const [name, directory] of [
    ["Terrarium, durable", mkdtempSync(join(tmpdir(), "terrarium-bench-"))],
    ["Terrarium, in memory", ""],
  ]) {
    ours[name] = await measured(await startTerrarium(directory), operations);
    print(name, ours[name], ceiling);
    if (directory) rmSync(directory, { recursive: true });
  }
  for (const peer of values.peers.split(",").filter(Boolean)) {
    const server = await startPeer(peer);
    if (!server) console.log(`${peer}: not installed`);
    else print(peer, await measured(server, operations), ceiling, ours["Terrarium, durable"]);
  }
}

function startTerrarium(directory) {
  const code = `import { startTerrarium } from ${JSON.stringify(program)};
    const server = await startTerrarium(${directory ? JSON.stringify({ directory }) : "{}"});
    console.log(server.endpoint);
    process.on("SIGTERM", () => server.stop().then(() => process.exit(0)));`;
  return started(process.execPath, ["--input-type=module", "-e", code]);
}

async function startPeer(peer) {
  if (peer === "dynalite") {
    const found = spawnSync("npm", ["root", "-g"], { encoding: "utf8" }).stdout.trim();
    const places = [join(root, "node_modules"), found].map((place) => join(place, "dynalite/cli.js"));
    const cli = places.find(existsSync) ?? process.env.DYNALITE;
    return cli
      ? started(process.execPath, [cli, "--port", "4699", "--host", "127.0.0.1"], "http://127.0.0.1:4699")
      : undefined;
  }
  if (spawnSync("moto_server", ["--version"]).error) return undefined;
  return started("moto_server", ["-H", "127.0.0.1", "-p", "4698"], "http://127.0.0.1:4698");
}

/** A running server and its address: what it prints first, or what is known beforehand. */
async function started(command, args, endpoint) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const printed = new Promise((done, fail) => {
    child.stdout.on("data", (text) => done(String(text).trim().split("\n")[0]));
    child.once("exit", (code) => fail(new Error(`${command} ended with ${code}`)));
  });
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
  return { endpoint: address, pid: child.pid, end };
}

async function measured({ endpoint, pid, end }, names) {
  const figures = {};
  const before = memoryOf(pid);
  if (useWrk) {
    const host = new URL(endpoint).host;
    const output = execFileSync(wrkLoad, [host, names.join(" "), String(seconds), String(connections)], {
      encoding: "utf8",
    });
    for (const line of output.trim().split("\n")) {
      const [name, rate, p50, p99, refused] = line.split(" ");
      figures[name] = { rate: Number(rate), p50, p99, refused: Number(refused) };
    }
  } else {
    if (names[0] !== "bare") {
      await createLoadTable(endpoint, "load");
      await fillTable(endpoint, "load", 1000);
    }
    for (const name of names) figures[name] = await loadWithNode(endpoint, name, "load", seconds, connections);
  }
  figures.memory = [before, memoryOf(pid)];
  await end();
  return figures;
}

function memoryOf(pid, field = "VmRSS") {
  if (!existsSync(`/proc/${pid}/status`)) return Number.NaN;
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

function print(name, figures, ceiling, ours) {
  const { memory, ...rates } = figures;
  console.log(`\n${name}: ${memory.map((size) => `${size.toFixed(0)} MB`).join(" -> ")}`);
  for (const [operation, { rate, p50, p99, refused }] of Object.entries(rates)) {
    const ratio = `${((100 * rate) / ceiling).toFixed(0)} % of bare`;
    const against = ours?.[operation] ? `, Terrarium ${(ours[operation].rate / rate).toFixed(1)}x` : "";
    const faults = refused ? `, ${refused} not 2xx` : "";
    console.log(
      `  ${operation.padEnd(9)} ${rate.toFixed(0).padStart(7)}/s  p50 ${p50}  p99 ${p99}  ${ratio}${against}${faults}`,
    );
  }
}

async function measureLarge() {
  const fill = join(root, "node_modules/.cache/terrarium-bench/dynamodb-fill.mjs");
  await build({
    entryPoints: [join(root, "bench/dynamodb-fill.mjs")],
    outfile: fill,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  for (const items of [10_000, Number(values.large)]) {
    const directory = mkdtempSync(join(tmpdir(), "terrarium-bench-"));
    try {
      await measureTable(directory, items, fill);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }
}

async function measureTable(directory, items, fill) {
  let server = await startTerrarium(directory);
  await createLoadTable(server.endpoint, "load");
  await server.end();
  const begun = performance.now();
  execFileSync(process.execPath, [fill, join(directory, "store"), "load", String(items)], { stdio: "inherit" });
  const filled = (performance.now() - begun) / 1000;
  const start = performance.now();
  server = await startTerrarium(directory);
  const startTime = performance.now() - start;
  // What is measured is the server, not the disk: the second round finds more of the file in memory.
  const figures = [];
  for (const operation of ["get", "query", "put", "get", "query"]) {
    const { p50, p99, rate, refused } = await loadWithNode(server.endpoint, operation, "load", seconds, 1, items);
    figures.push(`${operation} p50 ${p50} p99 ${p99} ${rate.toFixed(0)}/s${refused ? ` ${refused} REFUSED` : ""}`);
  }
  console.log(
    `\n${items} items, filled in ${filled.toFixed(0)} s: start ${startTime.toFixed(0)} ms, ${memoryOf(server.pid).toFixed(0)} MB (${memoryOf(server.pid, "RssAnon").toFixed(0)} MB its own)\n  ${figures.join("\n  ")}`,
  );
  await server.end();
}
