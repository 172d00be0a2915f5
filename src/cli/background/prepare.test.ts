import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Cloud } from "../../cloud/cloud.ts";
import { type RunningServer, startServer } from "../../server/server.ts";
import type { Terminal } from "../command.ts";
import { runHere } from "../main.ts";
import { Preparation } from "./prepare.ts";

const ROLE = `
resource "aws_iam_role" "r" {
  name               = "prepared"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
`;
const ARCHIVE = `
data "archive_file" "code" {
  type                    = "zip"
  source_content          = "x = 1"
  source_content_filename = "handler.py"
  output_path             = "\${path.module}/build/code.zip"
}
`;
const program = (output: string): string => `
data "external" "e" {
  program = ["sh", "-c", "touch ${output}; echo '{}'"]
}
`;

let server: RunningServer;
let folder: string;
/** What a preparation has asked the cloud. */
let calls: string[];
let onCall: () => void;

// The engine and the services are loaded by whoever is first.
beforeAll(async () => {
  await begin();
  configure(ROLE, ARCHIVE);
  await apply();
  await end();
}, 120_000);
beforeEach(begin);
afterEach(end);

async function begin(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), "terrarium-prepare-"));
  mkdirSync(join(folder, ".terrarium"));
  server = await startServer({ port: 0, ephemeral: true });
  calls = [];
  onCall = () => undefined;
}

async function end(): Promise<void> {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

const said: string[] = [];

function terminal(): Terminal {
  const output = { write: (text: string) => void said.push(text), isTerminal: false, columns: undefined };
  return {
    directory: folder,
    environment: { HOME: folder },
    stdout: output,
    stderr: output,
    readLine: () => Promise.resolve(undefined),
    readAll: () => Promise.resolve(""),
    interrupted: never(),
    killed: never(),
    cloud: () => Promise.resolve(server.cloud),
  };
}

function prepare(): Preparation {
  const { store, clock, bus, endpoint, directory } = server.cloud;
  const call: Cloud["call"] = (service, operation, ...rest) => {
    calls.push(operation);
    onCall();
    return server.cloud.call(service, operation, ...rest);
  };
  return new Preparation(terminal(), {
    cloud: { store, clock, bus, endpoint, directory, call },
    load: (service) => server.load(service),
  });
}

const never = (): AbortSignal => new AbortController().signal;
const configure = (...parts: readonly string[]): void => writeFileSync(join(folder, "main.tf"), parts.join(""));
const apply = async (): Promise<void> => expect(await runHere("apply", ["-auto-approve"], terminal())).toBe(0);
const files = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), "latin1")]),
  );
const reads = (): number => calls.filter((operation) => operation === "GetRole").length;

test("a plan of what exists is rehearsed six times in all, and nothing is changed or said", async () => {
  configure(ROLE, ARCHIVE);
  await apply();
  const [before, saidBefore] = [files(), said.length];
  const preparation = prepare();
  await preparation.run(never());
  expect(reads()).toBe(6);
  await preparation.run(never());
  expect(reads()).toBe(6);
  expect(files()).toEqual(before);
  expect(said).toHaveLength(saidBefore);
});

test("a large configuration is rehearsed until a thousand calls have been made", async () => {
  configure(ROLE.replace("{", "{\n  count = 150").replace('"prepared"', '"prepared-${count.index}"'));
  await apply();
  const preparation = prepare();
  await preparation.run(never());
  // Each plan makes 450: what the role is, and what is in it, inline and attached.
  expect([reads(), calls.length]).toEqual([3 * 150, 3 * 450]);
  await preparation.run(never());
  expect(reads()).toBe(3 * 150);
});

test("what does not exist yet is rehearsed once, and again when it was made", async () => {
  configure(ROLE, ARCHIVE);
  const preparation = prepare();
  await preparation.run(never());
  expect(calls).toEqual([]);
  expect(existsSync(join(folder, "build"))).toBe(false);
  await apply();
  await preparation.run(never());
  expect(reads()).toBe(6);
});

test("an archive of other contents stays as it is", async () => {
  configure(ROLE, ARCHIVE);
  await apply();
  const before = files();
  configure(ROLE, ARCHIVE.replace("x = 1", "x = 2"));
  await prepare().run(never());
  const archive = join(folder, "build/code.zip");
  expect(files()[archive]).toBe(before[archive]);
});

test("a rehearsal stops when a command has come, and goes on in the next idle time", async () => {
  configure(ROLE);
  await apply();
  const interrupted = new AbortController();
  onCall = () => interrupted.abort();
  const preparation = prepare();
  await preparation.run(interrupted.signal);
  expect(calls).toHaveLength(1);
  onCall = () => undefined;
  await preparation.run(never());
  expect(reads()).toBe(6 + 1);
});

test.each<[string, (output: string) => string]>([
  ["data that a program makes", program],
  ["what is opened for a plan", () => `ephemeral "random_password" "p" {\n  length = 8\n}\n`],
])("%s keeps a plan from being rehearsed", async (_, part) => {
  const output = join(folder, "was-run");
  configure(ROLE);
  await apply();
  configure(ROLE, part(output));
  await prepare().run(never());
  expect(calls).toEqual([]);
  expect(existsSync(output)).toBe(false);
});

test("a configuration with errors is left alone", async () => {
  configure(ROLE, 'resource "aws_iam_role" {}\n');
  await prepare().run(never());
  expect(calls).toEqual([]);
});
