/**
 * A process that applies a folder to a cloud on disk, told over IPC, and kills itself at the call it was told. Bundled
 * and forked by `apply-rounds.ts`.
 */

import type { Output, Terminal } from "../../src/cli/command.ts";
import { runHere } from "../../src/cli/main.ts";
import type { Cloud } from "../../src/cloud/cloud.ts";
import { createCloud } from "../../src/server/cloud.ts";
import type { ApplyOutcome, ApplyTask } from "./apply-rounds.ts";

const READS = /^(Get|List|Describe|Head|Validate)/;

const die = (): void => void process.kill(process.pid, "SIGKILL");

/** The cloud, with the process ending at one of the calls that change something. */
function deadly(cloud: Cloud, { kill, moment }: ApplyTask): { cloud: Cloud; calls: () => number } {
  let calls = 0;
  const call: Cloud["call"] = async (service, operation, input, options) => {
    if (READS.test(operation) || ++calls !== kill) return cloud.call(service, operation, input, options);
    if (moment === "before") die();
    const answered = (answer: Record<string, unknown>): void => {
      options?.answered?.(answer);
      if (moment === "answered") setImmediate(die);
    };
    const answer = await cloud.call(service, operation, input, { ...options, answered });
    die();
    return answer;
  };
  const watched = { store: cloud.store, clock: cloud.clock, bus: cloud.bus, directory: cloud.directory, call };
  return { cloud: { ...watched, endpoint: "http://127.0.0.1:1" }, calls: () => calls };
}

/** Records of what has happened, which differ from one time to the next. */
const HAPPENED = /datapoint|history|metric$|batch|cloudwatch-alarm-places|lambda-checkpoint/;

/** How many keys of each length each service has: the same for the same objects, whatever their ids. */
function census(cloud: Cloud): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { key } of cloud.store.range({ prefix: [] })) {
    const word = key.find((part, at) => at > 0 && /^[a-z-]{3,}$/.test(String(part)));
    const kind = [key[0], key.length, word].join("/");
    if (!HAPPENED.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

async function perform(task: ApplyTask): Promise<ApplyOutcome> {
  const cloud = await createCloud({ directory: task.data, ephemeral: false });
  const watched = deadly(cloud, task);
  let output = "";
  const write = (text: string): void => void (output += text);
  const to: Output = { write, isTerminal: false, columns: undefined };
  const never = new AbortController().signal;
  const terminal: Terminal = {
    directory: task.folder,
    environment: process.env,
    stdout: to,
    stderr: to,
    readLine: () => Promise.resolve(undefined),
    readAll: () => Promise.resolve(""),
    interrupted: never,
    killed: never,
    cloud: () => Promise.resolve(watched.cloud),
  };
  const codes: number[] = [];
  const counts: Readonly<Record<string, number>>[] = [];
  for (const [name = "", ...args] of task.commands) {
    codes.push(await runHere(name, [...args, "-no-color"], terminal));
    counts.push(census(cloud));
  }
  await cloud.close();
  return { codes, census: counts, output, calls: watched.calls() };
}

// Ends when the outcome has arrived, so that none is lost.
process.once("disconnect", () => process.exit(0));
process.once("message", (task) => {
  void perform(task as ApplyTask).then((outcome) => process.send?.(outcome));
});
