/** Source: the sources of hashicorp/external 2.x and hashicorp/local 2.x, and Go's os/exec. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { externalProvider } from "../../src/providers/external/provider.ts";
import { localProvider } from "../../src/providers/local/provider.ts";
import { objectsOf } from "../support/utility-objects.ts";

const directory = mkdtempSync(join(tmpdir(), "terrarium-programs-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const external = objectsOf(externalProvider, "external", { directory });
const command = objectsOf(localProvider, "local_command", { directory });

test("a folder that is not there", async () => {
  const { errors } = (await external.read({ program: ["true"], working_dir: "nowhere" })) as { errors: string[] };
  expect(errors.map((error) => error.replace(/Program: \S+/, "Program: PATH"))).toEqual([
    "External Program Execution Failed: The data source received an unexpected error while attempting to execute the program.\n\n" +
      "Program: PATH\nError: chdir nowhere: no such file or directory",
  ]);
  const run = (await command.read({ command: "true", arguments: ["a"], working_directory: "nowhere" })) as {
    errors: string[];
  };
  expect(run.errors.map((error) => error.replace(/Command: \S+/, "Command: PATH"))).toEqual([
    "Command Execution Failed: The data source received an unexpected error while attempting to execute the command.\n\n" +
      "Command: PATH a\nState: chdir nowhere: no such file or directory",
  ]);
});

test("a program that cannot be found is named in quotes", async () => {
  const { errors } = (await external.read({ program: ["no-such-program"] })) as { errors: string[] };
  expect(errors[0]).toMatch(
    /Program: "no-such-program"\nError: exec: "no-such-program": executable file not found in \$PATH$/,
  );
});

test("a program without any element", async () => {
  expect(await external.validate({ program: [] })).toEqual([
    "Invalid Attribute Value: Attribute program list must contain at least 1 elements, got: 0",
  ]);
});
