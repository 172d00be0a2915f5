/** `metadata functions -json`: the signatures of the language's functions, for tools. */
import { writeJson } from "../../terraform/lang/json-text.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { flagsErrorText, parseFlags } from "../flags.ts";

export const metadata: Command = async (args, terminal) => {
  const [name, ...rest] = args;
  if (name !== "functions") {
    terminal.stdout.write(usageText("metadata"));
    return 1;
  }
  const flags = parseFlags(rest, { json: "boolean", "no-color": "boolean" });
  if (flags.error !== undefined) {
    terminal.stderr.write(`\n${usageText("metadata functions")}\n${flagsErrorText(flags.error)}`);
    return 1;
  }
  if (!flags.values.json) {
    terminal.stderr.write(
      `The \`terraform metadata functions\` command requires the \`-json\` flag.\n\n\n${usageText("metadata functions")}\n`,
    );
    return 1;
  }
  const { functionSignatures } = await import("../../terraform/lang/functions/signatures.ts");
  terminal.stdout.write(
    `${writeJson(
      new Map([
        ["format_version", "1.0"],
        ["function_signatures", functionSignatures()],
      ]),
    )}\n`,
  );
  return 0;
};
