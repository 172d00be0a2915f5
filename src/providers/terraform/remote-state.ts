/** `terraform_remote_state`: the outputs of another configuration's state. Only local state files can be read here. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DYNAMIC, STRING } from "../../terraform/lang/type.ts";
import { nullValue, objectValue, type Value } from "../../terraform/lang/value.ts";
import type { DataSource, ProviderDiagnostic, Schema, StateResult } from "../../terraform/provider.ts";
import { parseStateFile } from "../../terraform/state/state-file.ts";
import { directoryOf } from "./instance.ts";

const schema: Schema = {
  version: 0,
  block: {
    attributes: {
      backend: { type: STRING, required: true },
      config: { type: DYNAMIC, optional: true },
      defaults: { type: DYNAMIC, optional: true },
      outputs: { type: DYNAMIC, computed: true },
      workspace: { type: STRING, optional: true },
    },
    blocks: {},
  },
};

const BACKENDS = [
  "azurerm",
  "consul",
  "cos",
  "gcs",
  "http",
  "inmem",
  "kubernetes",
  "local",
  "oss",
  "pg",
  "remote",
  "s3",
];

const failure = (summary: string, detail: string, attribute?: string): ProviderDiagnostic => ({
  severity: "error",
  summary,
  detail,
  ...(attribute === undefined ? {} : { path: [{ kind: "attribute", name: attribute }] }),
});

const of = (object: Value, name: string): Value => object.entries.get(name) as Value;

const textOf = (object: Value, name: string): string | undefined => {
  const value = object.content instanceof Map ? object.entries.get(name) : undefined;
  return typeof value?.content === "string" ? value.content : undefined;
};

export const terraformRemoteState: DataSource = {
  schema,
  async validate(config) {
    const backend = textOf(config, "backend");
    const found: ProviderDiagnostic[] = [];
    if (backend !== undefined && !BACKENDS.includes(backend)) {
      const detail = `There is no backend type named ${JSON.stringify(backend)}.`;
      found.push(failure("Invalid backend configuration", detail, "backend"));
    }
    const settings = of(config, "config");
    if (settings.isKnown && !settings.isNull && settings.type.kind !== "object" && settings.type.kind !== "map") {
      found.push(failure("Invalid backend configuration", "The configuration must be an object value.", "config"));
    }
    const defaults = of(config, "defaults");
    if (defaults.isKnown && !defaults.isNull && defaults.type.kind !== "object" && defaults.type.kind !== "map") {
      found.push(failure("Invalid default values", "Defaults must be given in an object value.", "defaults"));
    }
    return found;
  },
  async read(config, provider) {
    const backend = textOf(config, "backend");
    const settings = of(config, "config");
    const workspace = textOf(config, "workspace") ?? "default";
    if (backend !== "local") {
      const detail = `Terrarium reads the remote state of the "local" backend only, not of ${JSON.stringify(backend)}.`;
      return refused(config, failure("Unsupported backend", detail, "backend"));
    }
    const path = statePath(settings, workspace);
    let text: string | undefined;
    try {
      text = readFileSync(resolve(directoryOf(provider), path), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    const { file, diagnostics } = text ? parseStateFile(text) : { file: undefined, diagnostics: [] };
    const [problem] = diagnostics;
    if (problem) {
      const detail = `error loading the remote state: ${problem.summary}: ${problem.detail}`;
      return refused(config, failure("Error loading state error", detail, "backend"));
    }
    if (!file) {
      const detail = "No stored state was found for the given workspace in the given backend.";
      return refused(config, failure("Unable to find remote state", detail));
    }
    const outputs = new Map<string, Value>();
    const defaults = of(config, "defaults");
    if (defaults.content instanceof Map) for (const [name, value] of defaults.entries) outputs.set(name, value);
    for (const [name, { value }] of file.state.outputs) outputs.set(name, value);
    const state = objectValue(new Map([...config.entries, ["outputs", objectValue(outputs)]]));
    return { state, diagnostics: [] };
  },
};

const refused = (config: Value, diagnostic: ProviderDiagnostic): StateResult => ({
  state: nullValue(config.type),
  diagnostics: [diagnostic],
});

function statePath(settings: Value, workspace: string): string {
  if (workspace === "default") return textOf(settings, "path") ?? "terraform.tfstate";
  return join(textOf(settings, "workspace_dir") ?? "terraform.tfstate.d", workspace, "terraform.tfstate");
}
