/** Runs a CloudWatch Logs Insights query and prints its rows as a table. */
import type { Cloud } from "../cloud/cloud.ts";
import type { CallOptions } from "../cloud/operation.ts";
import type { Terminal } from "./command.ts";

interface Field {
  readonly field: string;
  readonly value: string;
}

export async function printQuery(
  cloud: Cloud,
  query: { readonly group: string; readonly query: string; readonly from: number; readonly place: CallOptions },
  terminal: Terminal,
): Promise<number> {
  const { queryId } = await cloud.call(
    "cloudwatch-logs",
    "StartQuery",
    {
      logGroupName: query.group,
      queryString: query.query,
      startTime: Math.floor(query.from / 1000),
      endTime: Math.ceil(cloud.clock.now() / 1000) + 1,
    },
    query.place,
  );
  for (;;) {
    const answer = await cloud.call("cloudwatch-logs", "GetQueryResults", { queryId }, query.place);
    if (answer["status"] === "Complete") {
      terminal.stdout.write(table(answer["results"] as Field[][]));
      return 0;
    }
    if (answer["status"] !== "Running" && answer["status"] !== "Scheduled") {
      terminal.stderr.write(`Error: The query ended as ${String(answer["status"])}.\n`);
      return 1;
    }
    await cloud.clock.sleep(50, terminal.interrupted);
  }
}

function table(rows: readonly (readonly Field[])[]): string {
  const names = [...new Set(rows.flatMap((row) => row.map(({ field }) => field)))].filter((name) => name !== "@ptr");
  const cells = rows.map((row) => names.map((name) => row.find(({ field }) => field === name)?.value.trimEnd() ?? ""));
  const widths = names.map((name, i) => Math.max(name.length, ...cells.map((row) => (row[i] as string).length)));
  return [names, ...cells]
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i] as number))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
