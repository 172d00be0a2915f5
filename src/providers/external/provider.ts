/** The external provider, as 2.4.0 behaves: a program that reads JSON and answers with JSON. */

import { quoteJson } from "../../terraform/lang/json-text.ts";
import { quoteGo } from "../../terraform/lang/quote.ts";
import { listOf, mapOf, STRING } from "../../terraform/lang/type.ts";
import type { Value } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic, ProviderHost } from "../../terraform/provider.ts";
import { type DataSourceDefinition, defineDataSource } from "../framework/data-source.ts";
import type { PlainObject } from "../framework/plain.ts";
import { defineProvider } from "../framework/provider.ts";
import { ProviderFailure } from "../framework/resource.ts";
import { lookUpProgram, type ProgramResult, runProgram, StartFailure } from "../framework/run-program.ts";
import { stringMapFromJson } from "./json-result.ts";

const AT_PROGRAM = [{ kind: "attribute", name: "program" }] as const;

const LOOKUP_ADVICE = `The program must be accessible according to the platform where Terraform is running.

If the expected program should be automatically found on the platform where Terraform is running, ensure that the program is in an expected directory. On Unix-based platforms, these directories are typically searched based on the '$PATH' environment variable. On Windows-based platforms, these directories are typically searched based on the '%PATH%' environment variable.

If the expected program is relative to the Terraform configuration, it is recommended that the program name includes the interpolated value of 'path.module' before the program name to ensure that it is compatible with varying module usage. For example: "\${path.module}/my-program"

The program must also be executable according to the platform where Terraform is running. On Unix-based platforms, the file on the filesystem must have the executable bit set. On Windows-based platforms, no action is typically necessary.`;

const read: DataSourceDefinition["read"] = async (config, host) => {
  const [name, ...args] = (config["program"] as readonly (string | null)[]).filter(
    (part): part is string => part !== null && part !== "",
  );
  if (name === undefined) {
    return new ProviderFailure(
      "External Program Missing",
      "The data source was configured without a program to execute. Verify the configuration contains at least one non-empty value.",
      AT_PROGRAM,
    );
  }
  const program = lookUpProgram(name, host);
  if ("reason" in program) {
    return new ProviderFailure(
      "External Program Lookup Failed",
      // The first sentence is misplaced in the real provider too.
      "The data source received an unexpected error while attempting to parse the query. " +
        `The data source received an unexpected error while attempting to find the program.\n\n${LOOKUP_ADVICE}\n\n` +
        `Platform: ${process.platform}\nProgram: ${quotedFirst(config)}\nError: ${program.reason}`,
      AT_PROGRAM,
    );
  }
  return run(program.path, args, config, host);
};

/** The first element of `program` as the framework prints a string. */
function quotedFirst(config: PlainObject): string {
  const [first] = config["program"] as readonly (string | null)[];
  return typeof first === "string" ? quoteGo(first) : "<null>";
}

async function run(
  path: string,
  args: readonly string[],
  config: PlainObject,
  host: ProviderHost,
): Promise<ProviderFailure | { readonly attributes: PlainObject }> {
  let result: ProgramResult;
  try {
    result = await runProgram(path, args, host, {
      input: queryText((config["query"] ?? {}) as Readonly<Record<string, string | null>>),
      directory: (config["working_dir"] as string | null) ?? undefined,
    });
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    return new ProviderFailure(
      "External Program Execution Failed",
      "The data source received an unexpected error while attempting to execute the program." +
        `\n\nProgram: ${path}\nError: ${error.message}`,
      AT_PROGRAM,
    );
  }
  if (result.exitCode !== 0) {
    const words = result.stderr.toString();
    return new ProviderFailure(
      "External Program Execution Failed",
      `The data source received an unexpected error while attempting to execute the program.\n\n${
        words === "" ? "The program was executed, however it returned no additional error messaging.\n\n" : ""
      }Program: ${path}\n${words === "" ? "" : `Error Message: ${words}\n`}State: ${result.state}`,
      AT_PROGRAM,
    );
  }
  const parsed = stringMapFromJson(result.stdout.toString());
  if ("error" in parsed) {
    return new ProviderFailure(
      "Unexpected External Program Results",
      "The data source received unexpected results after executing the program.\n\n" +
        "Program output must be a JSON encoded map of string keys and string values.\n\n" +
        "If the error is unclear, the output can be viewed by enabling Terraform's logging at TRACE level. " +
        "Terraform documentation on logging: https://www.terraform.io/internals/debugging\n\n" +
        `Program: ${path}\nResult Error: ${parsed.error}`,
      AT_PROGRAM,
    );
  }
  return { attributes: { id: "-", result: parsed.map } };
}

// Keys sorted, null entries left out, with Go's escapes.
function queryText(query: Readonly<Record<string, string | null>>): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
  return `{${entries.map(([key, value]) => `${quoteJson(key)}:${quoteJson(value)}`).join(",")}}`;
}

const checkProgram = (program: Value): ProviderDiagnostic | undefined =>
  program.elements.length > 0
    ? undefined
    : {
        severity: "error",
        summary: "Invalid Attribute Value",
        detail: "Attribute program list must contain at least 1 elements, got: 0",
      };

export const externalProvider = defineProvider({
  name: "external",
  version: "2.4.0",
  dataSources: {
    external: defineDataSource({
      schema: {
        attributes: {
          program: { type: listOf(STRING), required: true, check: checkProgram },
          query: { type: mapOf(STRING), optional: true },
          working_dir: { type: STRING, optional: true },
          result: { type: mapOf(STRING), computed: true },
          id: { type: STRING, computed: true },
        },
      },
      read,
    }),
  },
});
