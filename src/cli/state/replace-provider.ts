/** `state replace-provider`: another provider becomes responsible for the resources of one. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../../terraform/addresses/provider.ts";
import { printAbsoluteResource } from "../../terraform/addresses/resource.ts";
import { parseProviderSource, type SourceProblem } from "../../terraform/config/provider-source.ts";
import { parseProviderConfig } from "../../terraform/plan/provider-config-text.ts";
import { sortedResources } from "../../terraform/state/state.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { findState } from "../operation/open-for-reading.ts";
import { createView } from "../view.ts";
import { changeState, snapshot, writeChanged } from "./state-file-access.ts";

const invalid = (end: "from" | "to", text: string, { summary, detail }: SourceProblem): Diagnostic => ({
  severity: "error",
  summary: `Invalid "${end}" provider ${JSON.stringify(text)}`,
  detail: `${summary}: ${detail}`,
});

export const stateReplaceProvider: Command = async (args, terminal) => {
  const {
    values: flags,
    rest,
    error,
  } = parseFlags(args, {
    "auto-approve": "boolean",
    backup: "string",
    "ignore-remote-version": "boolean",
    lock: "boolean",
    "lock-timeout": "duration",
    state: "string",
    "no-color": "boolean",
  });
  const view = createView(terminal, { noColor: flags["no-color"] });
  const [fromText, toText] = rest;
  if (error !== undefined || rest.length !== 2 || fromText === undefined || toText === undefined) {
    view.error(
      error === undefined ? "Exactly two arguments expected.\n\n" : `Error parsing command-line flags: ${error}\n`,
    );
    view.out(usageText("state replace-provider"));
    return 1;
  }
  if (!findState(terminal, view, {}, "check")) return 1;
  const from = parseProviderSource(fromText);
  const to = parseProviderSource(toText);
  const problems = [
    ...("problem" in from ? [invalid("from", fromText, from.problem)] : []),
    ...("problem" in to ? [invalid("to", toText, to.problem)] : []),
  ];
  view.diagnostics(problems);
  if ("problem" in from || "problem" in to) return 1;
  const [old, new_] = [printProviderSource(from.source), printProviderSource(to.source)];
  return changeState(terminal, view, flags, "", async (opened) => {
    const affected = sortedResources(opened.state).filter(({ provider }) => {
      const address = parseProviderConfig(provider);
      return address !== undefined && printProviderSource(address.provider) === old;
    });
    if (affected.length === 0) {
      view.out("No matching resources found.\n");
      return 0;
    }
    const names = affected.map(({ address }) => `  ${printAbsoluteResource(address)}\n`).join("");
    view.out(
      `Terraform will perform the following actions:\n\n  ~ Updating provider:\n    - ${old}\n    + ${new_}\n\nChanging ${affected.length} resources:\n\n${names}`,
    );
    if (!flags["auto-approve"]) {
      view.out("\nDo you want to make these changes?\nOnly 'yes' will be accepted to continue.\n\nEnter a value: ");
      const answer = await terminal.readLine();
      if (answer === undefined) {
        view.error("Error asking for approval: EOF\n");
        return 1;
      }
      if (answer !== "yes") {
        view.out("Cancelled replacing providers.\n");
        return 0;
      }
    }
    const before = snapshot(opened);
    for (const resource of affected) resource.provider = resource.provider.replace(`"${old}"`, `"${new_}"`);
    writeChanged(opened, before, flags.backup);
    view.out(`\nSuccessfully replaced provider for ${affected.length} resources.\n`);
    return 0;
  });
};
