/** `output`: the outputs of the root module from the state. */

import { ConversionError, convert } from "../../terraform/lang/convert.ts";
import { toJson, typeToJson } from "../../terraform/lang/json.ts";
import { type JsonData, writeJson } from "../../terraform/lang/json-text.ts";
import { compareUtf8, STRING } from "../../terraform/lang/type.ts";
import { renderOutputs, renderValue } from "../../terraform/render/output-values.ts";
import type { OutputState } from "../../terraform/state/state.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../flags.ts";
import { findState, readState } from "../operation/open-for-reading.ts";
import { createView, showFlagError, showUsageHint } from "../view.ts";

const NONE = {
  severity: "warning",
  summary: "No outputs found",
  detail:
    "The state file either has no outputs defined, or all the defined outputs are empty. Please define an output in your configuration with the `output` keyword and run `terraform refresh` for it to become available. If you are using interpolation, please verify the interpolated value is not empty. You can use the `terraform console` command to assist.",
} as const;

export const output: Command = async (args, terminal) => {
  const {
    values: flags,
    rest,
    error,
  } = parseFlags(args, {
    json: "boolean",
    raw: "boolean",
    "no-color": "boolean",
    state: "string",
  });
  const view = createView(terminal, { noColor: flags["no-color"] });
  if (error !== undefined) {
    showFlagError(view, "output", error);
    return 1;
  }
  const refuse = (summary: string, detail: string): number => {
    view.diagnostics([{ severity: "error", summary, detail }]);
    showUsageHint(view, "output");
    return 1;
  };
  if (flags.json && flags.raw)
    return refuse("Invalid output format", "The -raw and -json options are mutually-exclusive.");
  if (rest.length > 1) {
    return refuse(
      "Unexpected argument",
      "The output command expects exactly one argument with the name of an output variable or no arguments to show all outputs.",
    );
  }
  const [name] = rest;
  if (flags.raw && name === undefined) {
    return refuse(
      "Output name required",
      "You must give the name of a single output value when using the -raw option.",
    );
  }
  const found = findState(terminal, view, flags);
  if (!found) return 1;
  const read = readState(found.location, (diagnostics) => view.diagnostics(diagnostics));
  if (!read) return 1;
  const { outputs } = read.state;
  if (name === undefined) {
    if (flags.json) view.out(`${writeJson(allJson(outputs), "  ")}\n`);
    else if (outputs.size === 0) view.diagnostics([NONE]);
    else view.out(`${renderOutputs(outputs)}\n`);
    return 0;
  }
  const one = outputs.get(name);
  if (!one) {
    if (outputs.size === 0 && !flags.json) {
      view.diagnostics([NONE]);
      return 0;
    }
    view.diagnostics([
      {
        severity: "error",
        summary: `Output ${JSON.stringify(name)} not found`,
        detail:
          "The output variable requested could not be found in the state file. If you recently added this to your configuration, be sure to run `terraform apply`, since the state won't be updated with new output variables until that command is run.",
      },
    ]);
    return 1;
  }
  if (flags.json) {
    view.out(`${writeJson(toJson(one.value))}\n`);
    return 0;
  }
  if (!flags.raw) {
    view.out(`${renderValue(one.value)}\n`);
    return 0;
  }
  try {
    const text = convert(one.value, STRING);
    if (text.isNull) {
      view.diagnostics([
        {
          severity: "error",
          summary: "Unsupported value for raw output",
          detail: `The value for output value ${JSON.stringify(name)} is null, so -raw mode cannot print it.`,
        },
      ]);
      return 1;
    }
    view.out(text.string);
    return 0;
  } catch (problem) {
    if (!(problem instanceof ConversionError)) throw problem;
    view.diagnostics([
      {
        severity: "error",
        summary: "Unsupported value for raw output",
        detail: `The -raw option only supports strings, numbers, and boolean values, but output value ${JSON.stringify(name)} is ${articled(one.value.type.kind)}.\n\nUse the -json option for machine-readable representations of output values that have complex types.`,
      },
    ]);
    return 1;
  }
};

const articled = (kind: string): string => (/^[aeiou]/.test(kind) ? `${kind}` : kind);

const allJson = (outputs: ReadonlyMap<string, OutputState>): JsonData =>
  new Map(
    [...outputs.keys()].sort(compareUtf8).map((name): [string, JsonData] => {
      const { value, sensitive } = outputs.get(name) as OutputState;
      return [name, { sensitive, type: typeToJson(value.type), value: toJson(value) }];
    }),
  );
