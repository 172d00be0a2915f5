/** `taint` and `untaint`. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printAbsoluteResource, printResourceInstance } from "../../terraform/addresses/resource.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { parseFlags } from "../flags.ts";
import { parseInstance } from "../operation/parse-target.ts";
import { createView, showOldFlagError } from "../view.ts";
import { changeState } from "./state-file-access.ts";

export const mark =
  (command: "taint" | "untaint"): Command =>
  async (args, terminal) => {
    const {
      values: flags,
      rest,
      error,
    } = parseFlags(args, {
      "allow-missing": "boolean",
      backup: "string",
      "ignore-remote-version": "boolean",
      lock: "boolean",
      "lock-timeout": "duration",
      state: "string",
      "state-out": "string",
      "no-color": "boolean",
    });
    const view = createView(terminal, { noColor: flags["no-color"] });
    const [text] = rest;
    if (error !== undefined || rest.length !== 1 || text === undefined) {
      if (error !== undefined) showOldFlagError(view, command, error);
      else view.error(`The ${command} command expects exactly one argument.\n${usageText(command)}`);
      return 1;
    }
    const { address, diagnostics } = parseInstance(text);
    if (!address) {
      view.diagnostics(diagnostics);
      return 1;
    }
    if (command === "taint" && address.resource.mode !== "managed") {
      view.error(`Resource instance ${printResourceInstance(address)} cannot be tainted\n`);
      return 1;
    }
    const fail = (summary: string, detail: string): number => {
      const diagnostic: Diagnostic = { severity: "error", summary, detail };
      view.diagnostics([diagnostic]);
      return 1;
    };
    const name = printResourceInstance(address);
    return changeState(
      terminal,
      view,
      flags,
      "",
      ({ state, store }) => {
        const current = state.instance(address)?.current;
        if (state.isEmpty && !flags["allow-missing"]) return fail("No such resource instance", NOTHING_THERE);
        if (!current) {
          if (flags["allow-missing"]) {
            const detail = `Resource instance ${name} was not found, but this is not an error because -allow-missing was set.`;
            view.diagnostics([{ severity: "warning", summary: "No such resource instance", detail }]);
            return 0;
          }
          if (state.instance(address)) {
            const detail = `Resource instance ${name} is currently part-way through a create_before_destroy replacement action. Run "terraform apply" to complete its replacement before tainting it.`;
            return fail("No such resource instance", detail);
          }
          return fail(
            "No such resource instance",
            `There is no resource instance in the state with the address ${name}. If the resource configuration has just been added, you must run "terraform apply" once to create the corresponding instance(s) before they can be tainted.`,
          );
        }
        if (command === "untaint" && current.status !== "tainted") {
          return fail(
            "Resource instance is not tainted",
            `Resource instance ${name} is not currently tainted, and so it cannot be untainted.`,
          );
        }
        const provider = state.resources.get(printAbsoluteResource(address))?.provider ?? "";
        state.setCurrent(address, current.with({ status: command === "taint" ? "tainted" : "ready" }), provider);
        store.finish(state);
        const done = command === "taint" ? "has been marked as tainted" : "has been successfully untainted";
        view.out(`Resource instance ${name} ${done}.\n`);
        return 0;
      },
      true,
      // Only taint has the whole configuration checked.
      command === "taint" ? "check" : "root",
    );
  };

const NOTHING_THERE =
  "The state currently contains no resource instances whatsoever. This may occur if the configuration has never been applied or if it has recently been destroyed.";
