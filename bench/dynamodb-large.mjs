// A large table against a small one: start of the server, its memory, times of requests.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { createLoadTable, loadWithNode } from "./dynamodb-load.mjs";
import { memoryOf, processorTimeOf, startTerrarium } from "./dynamodb-servers.mjs";

export async function compareSizes(program, sizes, seconds) {
  const root = resolve(import.meta.dirname, "..");
  const fill = join(root, "node_modules/.cache/terrarium-bench/dynamodb-fill.mjs");
  await build({
    entryPoints: [join(root, "bench/dynamodb-fill.mjs")],
    outfile: fill,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  const tables = [];
  try {
    for (const items of sizes) tables.push({ items, directory: await filled(program, fill, items), server: undefined });
    for (const table of tables) {
      const start = performance.now();
      table.server = await startTerrarium(program, table.directory);
      table.started = performance.now() - start;
      table.startedFor = processorTimeOf(table.server.pid);
    }
    // Both run at once and are asked in turn. What is measured is the server, not the disk: the second round finds more
    // of the file in memory.
    for (const operation of ["get", "query", "put", "get", "query"]) {
      for (const { items, server } of tables) {
        const before = processorTimeOf(server.pid);
        const result = await loadWithNode(server.endpoint, operation, "load", seconds, 1, items);
        const microseconds = (1000 * (processorTimeOf(server.pid) - before)) / result.count;
        const refused = result.refused > 0 ? `  ${result.refused} not 2xx` : "";
        console.log(
          `${operation.padEnd(6)} ${String(items).padStart(9)} items  p50 ${result.p50.toFixed(3)} ms  p99 ${result.p99.toFixed(2)} ms  ${microseconds.toFixed(0)} µs of processor each  ${memoryOf(server.pid).toFixed(0)} MB (${memoryOf(server.pid, "RssAnon").toFixed(0)} MB its own)${refused}`,
        );
      }
    }
    for (const { items, started, startedFor } of tables) {
      console.log(`start with ${items} items: ${started.toFixed(0)} ms, ${startedFor} ms of processor`);
    }
  } finally {
    for (const { server, directory } of tables) {
      await server?.end();
      rmSync(directory, { recursive: true });
    }
  }
}

async function filled(program, fill, items) {
  const directory = mkdtempSync(join(tmpdir(), "terrarium-bench-"));
  const server = await startTerrarium(program, directory);
  await createLoadTable(server.endpoint, "load");
  await server.end();
  execFileSync(process.execPath, [fill, join(directory, "store"), "load", String(items)], { stdio: "inherit" });
  return directory;
}
