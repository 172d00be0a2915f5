/** `console`: evaluates expressions in the configuration and its state. */

import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { parseExpression } from "../../hcl/parse.ts";
import type { Expression } from "../../hcl/syntax.ts";
import { OF_VERSION } from "../../terraform/config/check-required-version.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import type { ModuleTree } from "../../terraform/config/module.ts";
import { printType } from "../../terraform/console/print-type.ts";
import { ConsoleValues, objectsOfState, schemaLookup } from "../../terraform/console/values.ts";
import { evaluate } from "../../terraform/lang/evaluate.ts";
import { formatValue } from "../../terraform/lang/format-value.ts";
import { containsMarked } from "../../terraform/lang/marks.ts";
import type { Scope } from "../../terraform/lang/scope.ts";
import { readLockFile } from "../../terraform/modules/lock-file.ts";
import { checkInstallation } from "../../terraform/modules/provider-cache.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import { collectVariables } from "../../terraform/plan/input-variables.ts";
import type { ProviderType } from "../../terraform/provider.ts";
import { providerFunctions } from "../../terraform/provider-functions.ts";
import { StateStore } from "../../terraform/state/state-store.ts";
import type { Command, Terminal } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { providerHost } from "../operation/engine.ts";
import { describeProblems, lockError } from "../operation/locked-state.ts";
import { stateLocation, usesCloud } from "../operation/state-location.ts";
import { providersFor } from "../provider-library.ts";
import { createView, TOO_MANY_ARGUMENTS, type View } from "../view.ts";
import { currentWorkspace, dataDirectory, loadOptions } from "../working-directory.ts";

const FLAGS = {
  "compact-warnings": "boolean",
  "ignore-remote-version": "boolean",
  input: "boolean",
  "no-color": "boolean",
  state: "string",
  var: "list",
  "var-file": "list",
  plan: "boolean",
} as const;

export const console: Command = async (args, terminal) => {
  const flags = parseFlags(args, FLAGS);
  const view = createView(terminal, {
    noColor: flags.values["no-color"],
    compactWarnings: flags.values["compact-warnings"],
    spaced: true,
  });
  if (flags.error !== undefined) {
    view.error(`${usageText("console")}Error parsing command line flags: ${flags.error}\n`);
    return 1;
  }
  if (flags.rest.length > 0) {
    view.error(TOO_MANY_ARGUMENTS);
    return 1;
  }
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, view.sources));
  const problems: Diagnostic[] = diagnostics.filter(({ summary }) => !OF_VERSION.has(summary));
  const scope = tree && !hasErrors(problems) ? await consoleScope(tree, flags, terminal, view, problems) : undefined;
  view.diagnostics(problems);
  if (!scope || hasErrors(problems)) return 1;
  return readAndEvaluate(scope, terminal, view);
};

async function consoleScope(
  tree: ModuleTree,
  flags: ReturnType<typeof parseFlags<typeof FLAGS>>,
  terminal: Terminal,
  view: View,
  diagnostics: Diagnostic[],
): Promise<Scope | undefined> {
  const { directory, environment } = terminal;
  const requirements = providerRequirements(tree);
  const locks = readLockFile(directory, view.sources, diagnostics);
  diagnostics.push(...checkInstallation(requirements, locks, dataDirectory(terminal)));
  const collected = collectVariables(tree.module, {
    directory,
    environment,
    given: flags.occurrences.filter(({ name }) => name === "var" || name === "var-file"),
    sources: view.sources,
  });
  diagnostics.push(...collected.diagnostics);
  const workspace = currentWorkspace(terminal);
  const location = stateLocation(directory, workspace, undefined, usesCloud(tree), { state: flags.values.state });
  const { state, diagnostics: problems } = new StateStore(location).read();
  // Terraform holds the state's lock here, and taking that is what fails.
  if (problems.length > 0) diagnostics.push(lockError(describeProblems(problems)));
  if (hasErrors(diagnostics)) return undefined;
  const types = new Map<string, ProviderType>();
  const library = providersFor(terminal);
  library.require(requirements);
  for (const source of requirements.keys()) {
    const type = await library.lookup(source);
    if (type) types.set(source, type);
  }
  const values = new ConsoleValues({
    root: tree,
    objects: objectsOfState(state),
    variables: collected.values,
    directory,
    workspace,
    schemaOf: schemaLookup(types),
    providerFunction: providerFunctions(types, providerHost(terminal)),
  });
  return values.scope(tree, []);
}

/** Of piped input only the last result is shown, as Terraform does; a terminal gets an answer to every line. */
async function readAndEvaluate(scope: Scope, terminal: Terminal, view: View): Promise<number> {
  const interactive = terminal.inputIsTerminal === true;
  let last: string | undefined;
  const piped = interactive ? [] : (await terminal.readAll()).split("\n");
  for (;;) {
    if (interactive) view.out("> ");
    const line = interactive ? await terminal.readLine() : piped.shift();
    if (line === undefined) break;
    const text = line.trim();
    if (text === "exit") return 0;
    if (text === "") continue;
    if (text === "help") {
      last = HELP;
    } else {
      const { result, diagnostics } = evaluateLine(text, scope);
      view.diagnostics(diagnostics);
      if (hasErrors(diagnostics) && !interactive) return 1;
      last = result;
    }
    if (interactive && last !== undefined) view.out(`${last}\n`);
  }
  if (!interactive && last !== undefined) view.out(`${last}\n`);
  return 0;
}

const HELP = `The Terraform console allows you to experiment with Terraform interpolations.
You may access resources in the state (if you have one) just as you would
from a configuration. For example: "aws_instance.foo.id" would evaluate
to the ID of "aws_instance.foo" if it exists in your state.

Type in the interpolation to test and hit <enter> to see the result.

To exit the console, type "exit" and hit <enter>, or use Control-C or
Control-D.`;

function evaluateLine(text: string, scope: Scope): { result: string | undefined; diagnostics: readonly Diagnostic[] } {
  const parsed = parseExpression(text, "<console-input>");
  if (hasErrors(parsed.diagnostics)) return { result: undefined, diagnostics: parsed.diagnostics };
  const typed = typeArgument(parsed.result);
  const { value, diagnostics } = evaluate(typed ?? parsed.result, scope);
  if (hasErrors(diagnostics)) return { result: undefined, diagnostics };
  if (typed) return { result: printType(value.type), diagnostics };
  if (containsMarked(value, "ephemeral") && value.hasMark("ephemeral")) {
    return { result: "(ephemeral value)", diagnostics };
  }
  return { result: formatValue(value), diagnostics };
}

/** `type(x)`, which only the console has, shows the type of a value. */
function typeArgument(expression: Expression): Expression | undefined {
  if (expression.kind !== "function-call" || expression.name !== "type") return undefined;
  return expression.arguments.length === 1 ? expression.arguments[0] : undefined;
}
