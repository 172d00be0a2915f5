/** The example's README shows what is said of five mistakes in its stack. It shows what is really said. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Folder } from "./support.ts";

// A busy machine takes its time to start programs.
vi.setConfig({ testTimeout: 120_000 });

const EXAMPLE = resolve(import.meta.dirname, "../../examples/adder");
const SHOWN = [
  ...readFileSync(join(EXAMPLE, "README.md"), "utf8").matchAll(/^```\n((?:Error|Warning): .*?)\n```$/gms),
].map((match) => match[1] as string);

let folder: Folder;

beforeEach(() => {
  folder = new Folder();
  cpSync(EXAMPLE, folder.path, { recursive: true, filter: (path) => !/\.terra|tfstate|build$/.test(path) });
});
afterEach(() => folder.remove());

function replace(text: string, by: string): void {
  const file = join(folder.path, "main.tf");
  const before = readFileSync(file, "utf8");
  expect(before).toContain(text);
  writeFileSync(file, before.replace(text, by));
}

/** A diagnostic as it stands in its box, without the box. */
const unboxed = (output: string): string =>
  output
    .replaceAll(/^[╷╵]$\n/gm, "")
    .replaceAll(/^│ ?/gm, "")
    .replaceAll(/RequestID: [\w-]+/g, "RequestID: …");

const mistakes: readonly (readonly [name: string, make: () => void, command: readonly string[], code: number])[] = [
  [
    "a resource that must be a data",
    () => replace('data "aws_iam_policy_document" "function" {', 'resource "aws_iam_policy_document" "function" {'),
    ["validate"],
    1,
  ],
  [
    "a variable that nobody declared",
    () =>
      replace("aws_iam_policy.function.arn", ['"arn:aws:iam::$', '{var.account_id}:policy/adder-function"'].join("")),
    ["validate"],
    1,
  ],
  [
    "a hash of a file that does not exist yet",
    () => replace("data.archive_file.function.output_base64sha256", 'filebase64sha256("main.zip")'),
    ["plan"],
    1,
  ],
  [
    "principals in an identity policy",
    () =>
      replace(
        'sid       = "RememberSums"',
        'principals {\n      type        = "Service"\n      identifiers = ["lambda.amazonaws.com"]\n    }\n    sid       = "RememberSums"',
      ),
    ["apply", "-auto-approve"],
    1,
  ],
  [
    "s3:* under a read-only name",
    () => {
      const policy =
        '  policy = jsonencode({\n    Version   = "2012-10-17"\n    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]\n  })';
      writeFileSync(
        join(folder.path, "main.tf"),
        `resource "aws_iam_policy" "reports" {\n  name   = "s3-read-only"\n${policy}\n}\n`,
      );
      for (const file of ["http.tf", "network.tf", "outputs.tf", "workflow.tf", "variables.tf"])
        folder.write({ [file]: "" });
    },
    ["plan"],
    0,
  ],
];

test("the README shows five", () => {
  expect(SHOWN).toHaveLength(mistakes.length);
});

for (const [index, [name, make, command, code]] of mistakes.entries()) {
  test(name, async () => {
    make();
    const finished = await folder.run([...command, "-no-color"]);
    // Where the lines stand depends on the mistake made; their numbers are the README's own affair.
    const plain = (text: string): string => text.replaceAll(/line \d+/g, "line N").replaceAll(/^ *\d+:/gm, "N:");
    expect(plain(unboxed(finished.stdout + finished.stderr))).toContain(plain(SHOWN[index] as string));
    expect(finished.code).toBe(code);
  });
}
