/**
 * `terrarium logs NAME [--tail] [--filter PATTERN] [--since 5m]`: what a function wrote. NAME is a function, or a log
 * group.
 */
import { parseArgs } from "node:util";
import type { Cloud } from "../../cloud/cloud.ts";
import type { CallOptions } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Command, Terminal } from "../command.ts";
import { logLine } from "../log-line.ts";

const OPTIONS = {
  tail: { type: "boolean", short: "t" },
  filter: { type: "string" },
  since: { type: "string" },
  insights: { type: "string" },
  region: { type: "string" },
} as const;

export const USAGE = `Usage: terrarium logs NAME [--tail] [--filter PATTERN] [--since 5m] [--insights QUERY] [--region R]

  NAME               A function, or a log group such as /aws/lambda/adder.
  -t, --tail         Go on printing what is written.
  --filter PATTERN   Only events that match a CloudWatch Logs filter pattern.
  --since WHEN       How far back, such as 30s, 5m, 2h, 1d, or a date (default: everything).
  --insights QUERY   Run a Logs Insights query instead.
`;

const POLL_MILLISECONDS = 300;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const MOST_SUGGESTED = 5;

/** A mistake in the arguments or in what they ask for. */
class Refused extends Error {}

export const logs: Command = async (args, terminal) => {
  try {
    return await run(args, terminal);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    terminal.stderr.write(`Error: ${error.message}\n`);
    return 1;
  }
};

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args);
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) {
    throw new Refused(
      `${name === undefined ? "Name a function or a log group." : "Only one name can be given."}\n\n${USAGE}`,
    );
  }
  if (values.insights !== undefined && (values.tail || values.filter !== undefined)) {
    throw new Refused("--insights goes neither with --tail nor with --filter: the query says what is shown.");
  }
  const cloud = await terminal.cloud();
  const from = values.since === undefined ? 0 : beginning(values.since, cloud.clock.now());
  const place = values.region === undefined ? {} : { region: values.region };
  try {
    const group = await findGroup(cloud, name, place, values.tail ? terminal : undefined);
    if (values.insights !== undefined) {
      const { printQuery } = await import("../insights.ts");
      return await printQuery(cloud, { group, query: values.insights, from, place }, terminal);
    }
    const print = printer(cloud, { group, filter: values.filter, place }, terminal);
    for (let next = from; ; ) {
      next = await print(next);
      if (!values.tail || terminal.interrupted.aborted) return 0;
      await cloud.clock.sleep(POLL_MILLISECONDS, terminal.interrupted).catch(() => undefined);
    }
  } catch (error) {
    if (error instanceof ServiceException) throw new Refused(error.message);
    throw error;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [sentence = ""] = (error as Error).message.split(". To specify");
    throw new Refused(`${sentence}\n\n${USAGE}`);
  }
}

/** Prints what has been written since a time; returns the time to go on from. */
function printer(
  cloud: Cloud,
  {
    group,
    filter,
    place,
  }: { readonly group: string; readonly filter: string | undefined; readonly place: CallOptions },
  terminal: Terminal,
): (startTime: number) => Promise<number> {
  const printed = new Set<string>();
  // The last millisecond is asked for again, because more may be written in it.
  return async (startTime) => {
    let nextToken: string | undefined;
    let latest = startTime;
    do {
      const input = {
        logGroupName: group,
        startTime,
        ...(filter === undefined ? {} : { filterPattern: filter }),
        ...(nextToken === undefined ? {} : { nextToken }),
      };
      const answer = await cloud.call("cloudwatch-logs", "FilterLogEvents", input, place);
      for (const event of (answer["events"] ?? []) as { eventId: string; timestamp: number; message: string }[]) {
        if (printed.has(event.eventId)) continue;
        if (event.timestamp > latest) printed.clear();
        printed.add(event.eventId);
        latest = Math.max(latest, event.timestamp);
        terminal.stdout.write(logLine(event, terminal.stdout, terminal.environment));
      }
      nextToken = answer["nextToken"] as string | undefined;
    } while (nextToken !== undefined && !terminal.interrupted.aborted);
    return latest;
  };
}

/** The group of a function, or the group of that very name. Who tails waits for it. */
async function findGroup(cloud: Cloud, name: string, place: CallOptions, waiting?: Terminal): Promise<string> {
  const names = name.includes("/") ? [name] : [`/aws/lambda/${name}`, name];
  for (let told = false; ; told = true) {
    const groups = await groupsLike(cloud, name, place);
    const found = names.find((one) => groups.includes(one));
    if (found !== undefined) return found;
    if (!waiting) throw new Refused(unknownGroup(names, groups));
    if (waiting.interrupted.aborted) return names[0] as string;
    if (!told) waiting.stderr.write(`Nothing has been written to ${names[0]} yet; waiting for it.\n`);
    await cloud.clock.sleep(POLL_MILLISECONDS, waiting.interrupted).catch(() => undefined);
  }
}

async function groupsLike(cloud: Cloud, name: string, place: CallOptions): Promise<string[]> {
  const logGroupNamePattern = name.slice(name.lastIndexOf("/") + 1) || name;
  const { logGroups } = await cloud.call("cloudwatch-logs", "DescribeLogGroups", { logGroupNamePattern }, place);
  return ((logGroups ?? []) as { readonly logGroupName: string }[]).map(({ logGroupName }) => logGroupName);
}

function unknownGroup(names: readonly string[], groups: readonly string[]): string {
  const similar = groups.slice(0, MOST_SUGGESTED).join(", ");
  const hint = similar === "" ? "" : ` There is ${similar}.`;
  return `There is no log group ${names.join(" or ")}. Nothing has been written yet, or the name is wrong.${hint}`;
}

function beginning(text: string, now: number): number {
  const match = /^(\d+)([smhd])$/.exec(text);
  if (match) return now - Number(match[1]) * (UNITS[match[2] as string] as number);
  const date = /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date)) {
    throw new Refused(
      `--since takes a duration such as 30s, 5m, 2h or 1d, or a date such as 2026-01-31T12:00Z, not "${text}".`,
    );
  }
  return date;
}
