/** The `state` subcommands, in this process, on a folder of their own. The texts and files are those of terraform 1.11.4. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { show } from "../../src/cli/commands/show.ts";
import { state } from "../../src/cli/commands/state.ts";
import { runCommand } from "../support/run-command.ts";

let directory: string;

const instance = (id: string, dependencies?: readonly string[], key?: string): object => ({
  ...(key === undefined ? {} : { index_key: key }),
  schema_version: 0,
  attributes: { id, input: null, output: null, triggers_replace: null },
  sensitive_attributes: [],
  ...(dependencies ? { dependencies } : {}),
});

const resource = (name: string, instances: readonly object[]): object => ({
  mode: "managed",
  type: "terraform_data",
  name,
  provider: 'provider["terraform.io/builtin/terraform"]',
  instances,
});

const stateText = (serial = 1, resources: readonly object[] = []): string =>
  JSON.stringify({ version: 4, terraform_version: "1.11.4", serial, lineage: "l", outputs: {}, resources });

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terrarium-state-"));
  write(
    "terraform.tfstate",
    stateText(1, [
      resource("a", [instance("1")]),
      resource("b", [instance("2", ["terraform_data.a"])]),
      resource("each", [instance("3", ["terraform_data.b"], "k"), instance("4", undefined, "l")]),
    ]),
  );
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(directory, name), text);
const run = (...args: readonly string[]) => runCommand(directory, state, args);
/** Without boxes and the width of lines. */
const plain = (text: string): string => text.replace(/[╷╵│\s]+/g, " ").trim();
const backups = (): readonly string[] => readdirSync(directory).filter((name) => /tfstate\.\d+\.backup$/.test(name));

function dependenciesOf(): Record<string, unknown> {
  const text = readFileSync(join(directory, "terraform.tfstate"), "utf8");
  const { resources } = JSON.parse(text) as {
    resources: readonly { name: string; instances: readonly { dependencies?: unknown }[] }[];
  };
  return Object.fromEntries(resources.map(({ name, instances }) => [name, instances[0]?.dependencies]));
}

test("mv takes the noted dependencies from what depended on the old address", async () => {
  expect((await run("mv", "terraform_data.a", "terraform_data.z")).code).toBe(0);
  expect(dependenciesOf()).toEqual({ b: undefined, each: ["terraform_data.b"], z: undefined });
});

test.each([
  ["-backup=-", 1, false],
  ["-backup=kept", 0, true],
])("mv %s", async (flag, timed, named) => {
  expect((await run("mv", flag, "terraform_data.a", "terraform_data.z")).code).toBe(0);
  expect(backups()).toHaveLength(timed);
  expect(existsSync(join(directory, "kept"))).toBe(named);
});

test.each([
  ["terraform_data.a[0]", "terraform_data.z", "The current state does not contain terraform_data.a[0]."],
  [
    "terraform_data.each",
    'terraform_data.z["k"]',
    'Cannot move terraform_data.each to terraform_data.z["k"]: the source is a whole resource (not a resource instance) so the target must also be a whole resource.',
  ],
])("mv refuses %s to %s", async (from, to, text) => {
  const { code, err } = await run("mv", from, to);
  expect(code).toBe(1);
  expect(plain(err)).toContain(text);
});

test("rm counts what is named twice", async () => {
  expect((await run("rm", "terraform_data.a", "terraform_data.a")).out).toBe(
    "Removed terraform_data.a\nRemoved terraform_data.a\nSuccessfully removed 2 resource instance(s).\n",
  );
});

test("push over another content keeps that as the backup", async () => {
  write("new.json", stateText(9, [resource("n", [instance("9")])]));
  expect((await run("push", "new.json")).code).toBe(0);
  expect(JSON.parse(readFileSync(join(directory, "terraform.tfstate.backup"), "utf8"))).toMatchObject({ serial: 1 });
  expect((await run("push", ".")).err).toBe(
    'Error reading source state ".": Failed to read state file: The state file could not be read: read .: is a directory\n',
  );
});

const UNREADABLE = "The state file uses format version 9";

test.each([
  [["list"], `Failed to load state: Unsupported state file format: ${UNREADABLE}`],
  [["pull"], `Failed to refresh state: Unsupported state file format: ${UNREADABLE}`],
  [["show", "terraform_data.a"], `Error: Unsupported state file format ${UNREADABLE}`],
  [["rm", "terraform_data.a"], "Error: Error acquiring the state lock Error message: Unsupported state"],
])("%j says what keeps a state from being read", async (args, text) => {
  write("terraform.tfstate", '{"version":9}');
  const { code, err } = await run(...args);
  expect(code).toBe(1);
  expect(plain(err).slice(0, text.length)).toBe(text);
});

const NEITHER = "Failed to read the given file as a state or plan file";

test.each([
  ["", NEITHER, "unexpected end of JSON input"],
  ["[]", NEITHER, "json: cannot unmarshal array"],
  ["{}", NEITHER, "invalid remote plan format, must be 1"],
  ["hello", NEITHER, "invalid character 'h' looking for"],
  ['{"version":9}', "Couldn't show state file", "Plan read error: Unsupported state file format"],
])("show of a file with %j", async (text, summary, detail) => {
  write("file", text);
  const { code, err } = await runCommand(directory, show, ["file"]);
  expect(code).toBe(1);
  expect(plain(err)).toContain(`Error: ${summary} `);
  expect(plain(err)).toContain(detail);
});
