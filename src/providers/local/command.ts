/** `local_command`: runs a program when it is read. */
import { BOOL, listOf, NUMBER, STRING } from "../../terraform/lang/type.ts";
import type { ProviderHost } from "../../terraform/provider.ts";
import { defineDataSource } from "../framework/data-source.ts";
import { defineEphemeralResource } from "../framework/ephemeral-resource.ts";
import type { PlainObject } from "../framework/plain.ts";
import { ProviderFailure } from "../framework/resource.ts";
import { lookUpProgram, type ProgramResult, runProgram, StartFailure } from "../framework/run-program.ts";
import type { SchemaDefinition } from "../framework/schema.ts";

const schema: SchemaDefinition = {
  attributes: {
    command: { type: STRING, required: true },
    arguments: { type: listOf(STRING), optional: true },
    stdin: { type: STRING, optional: true },
    working_directory: { type: STRING, optional: true },
    allow_non_zero_exit_code: { type: BOOL, optional: true },
    exit_code: { type: NUMBER, computed: true },
    stdout: { type: STRING, computed: true },
    stderr: { type: STRING, computed: true },
  },
};

const LOOKUP_ADVICE = `The command must be accessible according to the platform where Terraform is running.

If the expected command should be automatically found on the platform where Terraform is running, ensure that the command is in an expected directory. On Unix-based platforms, these directories are typically searched based on the '$PATH' environment variable. On Windows-based platforms, these directories are typically searched based on the '%PATH%' environment variable.

If the expected command is relative to the Terraform configuration, it is recommended that the command name includes the interpolated value of 'path.module' before the command name to ensure that it is compatible with varying module usage. For example: "\${path.module}/my-command"

The command must also be executable according to the platform where Terraform is running. On Unix-based platforms, the file on the filesystem must have the executable bit set. On Windows-based platforms, no action is typically necessary.`;

async function run(kind: string, config: PlainObject, host: ProviderHost): Promise<PlainObject | ProviderFailure> {
  const command = config["command"] as string;
  const program = lookUpProgram(command, host);
  const at = [{ kind: "attribute", name: "command" }] as const;
  if ("reason" in program) {
    return new ProviderFailure(
      "Command Lookup Failed",
      `The ${kind} received an unexpected error while attempting to find the command.\n\n${LOOKUP_ADVICE}\n\n` +
        `Platform: ${process.platform}\nCommand: ${command}\nError: ${program.reason}`,
      at,
    );
  }
  const args = ((config["arguments"] ?? []) as readonly (string | null)[]).filter((arg): arg is string => arg !== null);
  const line = [program.path, ...args].join(" ");
  let result: ProgramResult;
  try {
    result = await runProgram(program.path, args, host, {
      input: (config["stdin"] as string | null) ?? "",
      directory: (config["working_directory"] as string | null) ?? undefined,
    });
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    return new ProviderFailure(
      "Command Execution Failed",
      `The ${kind} received an unexpected error while attempting to execute the command.\n\nCommand: ${line}\nState: ${error.message}`,
      at,
    );
  }
  if (result.exitCode !== 0 && config["allow_non_zero_exit_code"] !== true) {
    return new ProviderFailure(
      "Command Execution Failed",
      `The ${kind} executed the command but received a non-zero exit code. If a non-zero exit code is expected and can be handled in configuration, set "allow_non_zero_exit_code" to true.\n\n` +
        `Command: ${line}\nCommand Error: ${result.stderr.toString()}\nState: ${result.state}`,
      at,
    );
  }
  return {
    exit_code: result.exitCode ?? -1,
    // No output is null, not an empty text.
    stdout: result.stdout.toString() || null,
    stderr: result.stderr.toString() || null,
  };
}

export const localCommandData = defineDataSource({
  schema,
  read: async (config, host) => {
    const answer = await run("data source", config, host);
    return answer instanceof ProviderFailure ? answer : { attributes: answer };
  },
});

export const localCommandEphemeral = defineEphemeralResource({
  schema,
  open: (config, host) => run("ephemeral resource", config, host),
});
