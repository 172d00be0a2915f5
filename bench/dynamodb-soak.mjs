// Whether the server's memory stays flat under one kind of request for long: resident memory, the engine's heap and what
// it holds outside of it, in MB, each minute.
import { createLoadTable, fillTable, loadWithNode, loadWithWrk } from "./dynamodb-load.mjs";
import { memoryOf, startTerrarium } from "./dynamodb-servers.mjs";

/** Every operation gets a server of its own, with the settings a folder's server has. */
export async function soak(program, { operations, seconds, connections, items, useWrk, directoryFor }) {
  for (const operation of operations) {
    const server = await startTerrarium(program, directoryFor(operation));
    try {
      await createLoadTable(server.endpoint, "load");
      if (operation === "indexed") await createLoadTable(server.endpoint, "load-indexed", 5);
      await fillTable(server.endpoint, "load", items);
      console.log(`\n${operation}, ${seconds} s\n  minute  resident  heap used  of  external`);
      await print(server, 0);
      let minute = 0;
      const timer = setInterval(() => void print(server, ++minute), 60_000);
      const load = useWrk ? loadWithWrk : loadWithNode;
      const { rate, p50, p99, refused } = await load(server.endpoint, operation, "load", seconds, connections, items);
      clearInterval(timer);
      await print(server, "end");
      console.log(
        `  ${rate.toFixed(0)}/s  p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms${refused ? `  ${refused} not 2xx` : ""}`,
      );
    } finally {
      await server.end();
    }
  }
}

async function print(server, minute) {
  const { heapUsed, heapTotal, external } = await server.heap();
  const figures = [memoryOf(server.pid), ...[heapUsed, heapTotal, external].map((bytes) => bytes / 2 ** 20)];
  console.log(`  ${String(minute).padStart(6)}  ${figures.map((figure) => figure.toFixed(0).padStart(8)).join("  ")}`);
}
