/**
 * `terrarium logs NAME [--tail] [--filter PATTERN] [--since 5m]`: what a function wrote. NAME is a function, or a log
 * group when it has a slash.
 */
import { parseArgs } from "node:util";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Command } from "../command.ts";

const OPTIONS = {
  tail: { type: "boolean", short: "t" },
  filter: { type: "string" },
  since: { type: "string" },
  insights: { type: "string" },
  region: { type: "string" },
} as const;

const USAGE = `Usage: terrarium logs NAME [--tail] [--filter PATTERN] [--since 5m] [--insights QUERY] [--region R]

  NAME               A function, or a log group such as /aws/lambda/adder.
  -t, --tail         Go on printing what is written.
  --filter PATTERN   Only events that match a CloudWatch Logs filter pattern.
  --since DURATION   How far back: 30s, 5m, 2h, 1d (default: everything).
  --insights QUERY   Run a Logs Insights query instead.
`;

const POLL_MILLISECONDS = 300;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const logs: Command = async (args, terminal) => {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    terminal.stderr.write(`Error: ${(error as Error).message}\n\n${USAGE}`);
    return 1;
  }
  const { values, positionals } = parsed;
  const [name] = positionals;
  const since = values.since === undefined ? undefined : milliseconds(values.since);
  if (name === undefined || positionals.length > 1 || Number.isNaN(since)) {
    terminal.stderr.write(USAGE);
    return 1;
  }
  const cloud = await terminal.cloud();
  const group = name.includes("/") ? name : `/aws/lambda/${name}`;
  const place = values.region === undefined ? {} : { region: values.region };
  const from = since === undefined ? 0 : cloud.clock.now() - since;
  try {
    if (values.insights !== undefined) {
      const { printQuery } = await import("../insights.ts");
      return await printQuery(cloud, { group, query: values.insights, from, place }, terminal);
    }
    let next = from;
    const printed = new Set<string>();
    for (;;) {
      next = await print(next);
      if (!values.tail || terminal.interrupted.aborted) return 0;
      await cloud.clock.sleep(POLL_MILLISECONDS, terminal.interrupted).catch(() => undefined);
    }

    // Prints what has come since; the last millisecond is asked for again, because more may be written in it.
    async function print(startTime: number): Promise<number> {
      let token: string | undefined;
      let latest = startTime;
      do {
        const answer = await cloud.call(
          "cloudwatch-logs",
          "FilterLogEvents",
          {
            logGroupName: group,
            startTime,
            ...(values.filter === undefined ? {} : { filterPattern: values.filter }),
            ...(token === undefined ? {} : { nextToken: token }),
          },
          place,
        );
        for (const event of (answer["events"] ?? []) as { eventId: string; timestamp: number; message: string }[]) {
          if (printed.has(event.eventId)) continue;
          if (event.timestamp > latest) printed.clear();
          printed.add(event.eventId);
          latest = Math.max(latest, event.timestamp);
          terminal.stdout.write(`${new Date(event.timestamp).toISOString()} ${event.message.trimEnd()}\n`);
        }
        token = answer["nextToken"] as string | undefined;
      } while (token !== undefined);
      return latest;
    }
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    terminal.stderr.write(
      error.code === "ResourceNotFoundException"
        ? `Error: There is no log group ${group}. Nothing has been written yet, or the name is wrong.\n`
        : `Error: ${error.code}: ${error.message}\n`,
    );
    return 1;
  }
};

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });

function milliseconds(text: string): number {
  const match = /^(\d+)([smhd])$/.exec(text);
  return match ? Number(match[1]) * (UNITS[match[2] as string] as number) : Number.NaN;
}
