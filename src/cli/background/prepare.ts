/**
 * What the first plan in a folder would have to wait for, done when the server has nothing else to do: modules loaded,
 * files parsed, schemas decoded, the configuration looked through. Changes nothing, and asks neither the cloud nor
 * programs of the user anything.
 */
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { hasErrors } from "../../hcl/diagnostic.ts";
import { builtInProviders } from "../../providers/registry.ts";
import { loadConfiguration } from "../../terraform/config/load-tree.ts";
import { Sources } from "../../terraform/diagnostics/sources.ts";
import { providerRequirements } from "../../terraform/modules/provider-requirements.ts";
import type { Terminal } from "../command.ts";
import { endCommand } from "../command-end.ts";
import { validateTree } from "../operation/engine.ts";
import { currentWorkspace, loadOptions } from "../working-directory.ts";

const AWS = "registry.terraform.io/hashicorp/aws";
/** Not loaded with the cloud, and used by every stack that has a function. */
const SERVICES = ["iam", "sts", "ec2"];

/** `isIdle` is asked between the steps: a command that has come is not to wait. */
export async function prepareFor(
  terminal: Terminal,
  load: (service: string) => Promise<unknown>,
  isIdle: () => boolean,
): Promise<void> {
  const { tree, diagnostics } = loadConfiguration(loadOptions(terminal, new Sources()));
  if (!tree || hasErrors(diagnostics)) return;
  const requirements = [...providerRequirements(tree).keys()];
  const builtIn = new Set(builtInProviders());
  if (!requirements.every((source) => builtIn.has(source))) return;
  // What is compiled from here on is run a few times at least: machine code at once saves a fifth of the first plans.
  setFlagsFromString("--always-sparkplug");
  const steps: (() => Promise<unknown>)[] = [
    () => import("../commands/plan.ts"),
    () => validateTree(tree, terminal, currentWorkspace(terminal)),
    ...(requirements.includes(AWS) ? SERVICES.map((name) => () => load(name)) : []),
    () => import("../commands/apply.ts"),
  ];
  try {
    for (const step of steps) {
      await turn();
      if (!isIdle()) return;
      await step();
    }
  } finally {
    endCommand(terminal);
  }
}
