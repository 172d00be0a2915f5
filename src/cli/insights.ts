/** Runs a CloudWatch Logs Insights query and prints its rows as a table. */
import type { Cloud } from "../cloud/cloud.ts";
import type { CallOptions } from "../cloud/operation.ts";
import { ServiceException } from "../wire/service-exception.ts";
import type { Terminal } from "./command.ts";

interface Field {
  readonly field: string;
  readonly value: string;
}

interface Query {
  readonly group: string;
  readonly query: string;
  readonly from: number;
  readonly place: CallOptions;
}

interface CompileError {
  readonly location: { readonly startCharOffset: number; readonly endCharOffset: number };
}

export async function printQuery(cloud: Cloud, query: Query, terminal: Terminal): Promise<number> {
  const queryId = await start(cloud, query, terminal);
  if (queryId === undefined) return 1;
  for (;;) {
    const answer = await cloud.call("cloudwatch-logs", "GetQueryResults", { queryId }, query.place);
    if (answer["status"] === "Complete") {
      const rows = answer["results"] as Field[][];
      if (rows.length > 0)
        terminal.stdout.write(table(rows, terminal.stdout.isTerminal ? terminal.stdout.columns : undefined));
      else terminal.stderr.write("The query found nothing.\n");
      return 0;
    }
    if (answer["status"] !== "Running" && answer["status"] !== "Scheduled") {
      terminal.stderr.write(`Error: The query ended as ${String(answer["status"])}.\n`);
      return 1;
    }
    await cloud.clock.sleep(50, terminal.interrupted);
  }
}

/** Undefined for a query that cannot be read, which is then shown with the place that is wrong. */
async function start(cloud: Cloud, query: Query, terminal: Terminal): Promise<unknown> {
  const input = {
    logGroupName: query.group,
    queryString: query.query,
    startTime: Math.floor(query.from / 1000),
    endTime: Math.ceil(cloud.clock.now() / 1000) + 1,
  };
  try {
    return (await cloud.call("cloudwatch-logs", "StartQuery", input, query.place))["queryId"];
  } catch (error) {
    if (!(error instanceof ServiceException) || error.code !== "MalformedQueryException") throw error;
    const found = error.members["queryCompileError"] as CompileError | undefined;
    const sentence = error.message.replace(/ \(Service: AWSLogs;.*$/s, "");
    terminal.stderr.write(`Error: ${sentence}\n${found ? pointed(query.query, found) : ""}`);
    return undefined;
  }
}

/** The line of the query that is wrong, with marks under the place. */
function pointed(text: string, { location: { startCharOffset: start, endCharOffset: end } }: CompileError): string {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", start);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  return `\n  ${line}\n  ${" ".repeat(start - lineStart)}${"^".repeat(Math.max(1, end - start))}\n`;
}

/** Rows may lack fields; the one with most says in which order they come. */
function table(rows: readonly (readonly Field[])[], width: number | undefined): string {
  const fullest = rows.reduce((most, row) => (row.length > most.length ? row : most));
  const names = [...new Set([fullest, ...rows].flatMap((row) => row.map(({ field }) => field)))].filter(
    (name) => name !== "@ptr",
  );
  const cell = (row: readonly Field[], name: string): string =>
    (row.find(({ field }) => field === name)?.value ?? "").trim().replace(/\s+/g, " ");
  const cells = rows.map((row) => names.map((name) => cell(row, name)));
  const widths = names.map((name, i) => cells.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), name.length));
  return [names, ...cells]
    .map((row) => row.map((text, i) => text.padEnd(widths[i] as number)).join("  "))
    .map((line) => `${(width === undefined ? line : line.slice(0, width)).trimEnd()}\n`)
    .join("");
}
