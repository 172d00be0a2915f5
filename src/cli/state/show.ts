/** `state show`. */
import { printAbsoluteResource } from "../../terraform/addresses/resource.ts";
import { stateSchemas } from "../../terraform/plan/whole-plan-json.ts";
import { renderResource } from "../../terraform/render/state.ts";
import { State } from "../../terraform/state/state.ts";
import { StateSchemaError, stateValues } from "../../terraform/state/values.ts";
import type { ModuleValuesJson, ResourceValuesJson } from "../../terraform/state/values-json.ts";
import type { Command } from "../command.ts";
import { usageText } from "../command-help.ts";
import { flagsErrorText, parseFlags } from "../flags.ts";
import { loadProviders, schemaLookup } from "../operation/engine.ts";
import { parseInstance } from "../operation/parse-target.ts";
import { createView } from "../view.ts";
import { openForReading } from "./state-file-access.ts";

const HINT = `This command requires that the address references one specific instance.
To view the available instances, use "terraform state list". Please modify 
the address to reference a specific instance.`;

export const stateShow: Command = async (args, terminal) => {
  const { values: flags, rest, error } = parseFlags(args, { state: "string", "no-color": "boolean" });
  const view = createView(terminal, { noColor: flags["no-color"] });
  const [text] = rest;
  if (error !== undefined) {
    view.error(flagsErrorText(error));
    return 1;
  }
  if (rest.length !== 1 || text === undefined) {
    view.error("Exactly one argument expected.\n");
    view.out(usageText("state show"));
    return 1;
  }
  const { address, diagnostics } = parseInstance(text);
  if (!address || diagnostics.length > 0) {
    view.error(`Error parsing instance address: ${text}\n\n${HINT}\n`);
    return 1;
  }
  const opened = openForReading(terminal, view, flags, false, "check", view.diagnostics);
  if (!opened) return 1;
  const resource = opened.state.instance(address)?.current;
  if (!resource) {
    view.error(`No instance found for the given address!\n\n${HINT}\n`);
    return 1;
  }
  const providers = await loadProviders(undefined, opened.state, terminal);
  const only = new State();
  const provider = opened.state.resources.get(printAbsoluteResource(address))?.provider ?? "";
  only.setCurrent(address, resource, provider);
  try {
    const values = firstResource(stateValues(only, stateSchemas(providers)).root_module);
    if (values) view.out(renderResource(values, schemaLookup(providers), view.style.colour));
    return 0;
  } catch (error) {
    if (!(error instanceof StateSchemaError)) throw error;
    view.out("The state file is empty. No resources are represented.\n");
    view.error(`Failed to marshal state to json: ${error.message}`);
    return 0;
  }
};

const firstResource = (module: ModuleValuesJson): ResourceValuesJson | undefined =>
  module.resources?.[0] ?? module.child_modules?.map(firstResource).find((found) => found !== undefined);
