/**
 * Invalid configurations against what terraform 1.11.4 says about them, as far as `init` and `validate` go. The
 * recorded cases are shared data beside the repository.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { init } from "../../src/cli/commands/init.ts";
import { validate } from "../../src/cli/commands/validate.ts";
import { runCommand } from "../support/run-command.ts";

const CASES = new URL("../../../shared/data/hcl/invalid/dev/", import.meta.url).pathname;

/** Known differences: two in what Terraform adds to the point, two in a place and a path. */
const DIFFERENT = new Set([
  "ref-var-no-attr",
  "ver-cloud-and-backend",
  "typ-file-missing-abs",
  "typ-var-optional-outside",
]);

interface Message {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: unknown;
}

interface Recorded {
  readonly stage: string;
  readonly init: { readonly diagnostics: readonly Message[] };
  readonly validate: { readonly diagnostics: readonly Message[] };
}

const names = existsSync(CASES) ? readdirSync(CASES) : [];
const recorded = new Map(
  names.map((name) => [name, JSON.parse(readFileSync(join(CASES, name, "oracle.json"), "utf8")) as Recorded]),
);
const cases = names.filter((name) => {
  const stage = recorded.get(name)?.stage;
  return (stage === "init" || stage === "validate") && !DIFFERENT.has(name) && !name.startsWith("aws-");
});

async function run(command: Command, args: readonly string[], directory: string): Promise<string> {
  const { out, err } = await runCommand(directory, command, args);
  return out + err;
}

const messagesOf = (lines: string): Message[] =>
  lines
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { type?: string; diagnostic?: Message })
    .flatMap(({ diagnostic }) => diagnostic ?? []);

/** Members of a cycle have no fixed order; init says some things twice. */
const comparable = (messages: readonly Message[]): string[] => {
  const texts = messages.map(({ severity, summary, detail, range }) => {
    const [, members] = /^Cycle: (.*)$/s.exec(summary) ?? [];
    const sorted = members ? `Cycle: ${members.split(", ").sort().join(", ")}` : summary;
    return JSON.stringify([severity, sorted, detail, range ?? null]);
  });
  return [...new Set(texts)].sort();
};

const none = cases.length === 0;
test.skipIf(none).each(none ? ["the recordings are not beside the repository"] : cases)("%s", async (name) => {
  const directory = mkdtempSync(join(tmpdir(), "terrarium-invalid-"));
  try {
    cpSync(join(CASES, name), directory, { recursive: true });
    rmSync(join(directory, "oracle.json"));
    const { stage, init: atInit, validate: atValidate } = recorded.get(name) as Recorded;
    const said = messagesOf(await run(init, ["-json"], directory));
    if (stage === "init") {
      expect(comparable(said)).toEqual(comparable(atInit.diagnostics));
      return;
    }
    const { diagnostics } = JSON.parse(await run(validate, ["-json"], directory)) as { diagnostics: Message[] };
    expect(comparable(diagnostics)).toEqual(comparable(atValidate.diagnostics));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
