/**
 * Where a configuration keeps its state. Only the `local` backend is in force; the others are read, checked for being
 * known, and set aside: the state of every stack stays on this machine.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, errorAt, hasErrors, warningAt } from "../../hcl/diagnostic.ts";
import { quoteGo } from "../../hcl/quote.ts";
import { tryConvert } from "../config/constant.ts";
import { bodyContent } from "../config/content.ts";
import type { Backend, CloudIntegration } from "../config/module.ts";
import { TERRAFORM_VERSION } from "../config/terraform-version.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { STRING } from "../lang/type.ts";
import { Value } from "../lang/value.ts";

/** What the `local` backend's block says. */
export interface LocalBackendConfig {
  readonly path: string | null;
  readonly workspace_dir: string | null;
}

const KNOWN = new Set([
  "local",
  "remote",
  "azurerm",
  "consul",
  "cos",
  "gcs",
  "http",
  "inmem",
  "kubernetes",
  "oss",
  "pg",
  "s3",
]);

const REMOVED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["artifactory", "etcd", "etcdv3", "manta", "swift"].map((name) => [
      name,
      `The "${name}" backend is not supported in Terraform v1.3 or later.`,
    ]),
  ),
  azure: 'The "azure" backend name has been removed, please use "azurerm".',
};

/** Whether the type of a backend is known. */
export function checkBackendType(
  { type, typeRange }: Backend,
  diagnostics: Diagnostic[],
  summary = "Unsupported backend type",
): boolean {
  if (KNOWN.has(type)) return true;
  const detail =
    type === "cloud"
      ? `There is no explicit backend type named "cloud". To configure HCP Terraform, declare a 'cloud' block instead.`
      : (REMOVED[type] ?? `There is no backend type named "${type}".`);
  diagnostics.push(errorAt(typeRange, summary, detail));
  return false;
}

const SET_ASIDE =
  "is not used here: Terrarium keeps the state of every stack on this machine. The block stays in force for a terraform that runs elsewhere.";

export const backendSetAside = ({ type, range }: Backend): Diagnostic =>
  warningAt(range, "Backend set aside", `The "${type}" backend ${SET_ASIDE}`);

export const cloudSetAside = ({ range }: CloudIntegration): Diagnostic =>
  warningAt(range, "HCP Terraform set aside", `HCP Terraform ${SET_ASIDE}`);

/** The arguments of a `local` backend; undefined when they are wrong. `overrides` are those of -backend-config. */
export function decodeLocalBackend(
  backend: Backend,
  overrides: Readonly<Record<string, string>>,
  diagnostics: Diagnostic[],
): LocalBackendConfig | undefined {
  const problems: Diagnostic[] = [];
  const { attributes } = bodyContent(backend.body, { attributes: { path: {}, workspace_dir: {} } }, problems);
  const argument = (name: string): string | null => {
    const attribute = attributes.get(name);
    if (overrides[name] !== undefined) return overrides[name];
    if (!attribute) return null;
    const found: Diagnostic[] = [];
    const value = evaluateConstant(attribute.expression, found);
    problems.push(...found);
    const text = hasErrors(found) ? undefined : tryConvert(value, STRING);
    if (typeof text === "string") {
      const detail = `Inappropriate value for attribute ${quoteGo(name)}: ${text}.`;
      problems.push(errorAt(attribute.expression.range, "Incorrect attribute value type", detail));
    }
    return text instanceof Value && typeof text.content === "string" ? text.content : null;
  };
  const config = { path: argument("path"), workspace_dir: argument("workspace_dir") };
  diagnostics.push(...problems);
  return hasErrors(problems) ? undefined : config;
}

/** The choice that the last `init` noted, in `.terraform/terraform.tfstate`. */
export interface NotedBackend {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly hash: number;
}

const noteFile = (dataDirectory: string): string => join(dataDirectory, "terraform.tfstate");

export function readNotedBackend(dataDirectory: string): NotedBackend | undefined {
  try {
    const { backend } = JSON.parse(readFileSync(noteFile(dataDirectory), "utf8")) as { backend?: NotedBackend };
    return backend;
  } catch {
    return undefined;
  }
}

/** `block` is the configuration alone, `config` with what -backend-config says. */
export function noteBackend(
  dataDirectory: string,
  type: string,
  config: LocalBackendConfig,
  block: LocalBackendConfig,
): void {
  writeNote(dataDirectory, { backend: { type, config: { ...config }, hash: hashOf(block) } });
}

function writeNote(dataDirectory: string, note: { readonly backend?: NotedBackend }): void {
  mkdirSync(dataDirectory, { recursive: true });
  const path = noteFile(dataDirectory);
  writeFileSync(`${path}.tmp`, JSON.stringify({ version: 3, terraform_version: TERRAFORM_VERSION, ...note }, null, 2));
  renameSync(`${path}.tmp`, path);
}

export function forgetBackend(dataDirectory: string): void {
  writeNote(dataDirectory, {});
}

const hashOf = (config: LocalBackendConfig): number =>
  createHash("sha256").update(JSON.stringify(config)).digest().readUInt32BE(0);

/** While the block is what it was, what `init` was told beside it counts too. */
export const configInForce = (noted: NotedBackend | undefined, block: LocalBackendConfig): LocalBackendConfig =>
  noted?.type === "local" && noted.hash === hashOf(block)
    ? { path: textOf(noted.config["path"]), workspace_dir: textOf(noted.config["workspace_dir"]) }
    : block;

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const sameConfig = (noted: NotedBackend, config: LocalBackendConfig): boolean =>
  noted.type === "local" &&
  (noted.config["path"] ?? null) === config.path &&
  (noted.config["workspace_dir"] ?? null) === config.workspace_dir;

/** What keeps a command from running until `init` has dealt with a changed backend; undefined when nothing does. */
export function backendChange(
  noted: NotedBackend | undefined,
  config: LocalBackendConfig | undefined,
): string | undefined {
  if (config && !noted) return 'Initial configuration of the requested backend "local"';
  if (noted && !config) return `Unsetting the previously set backend "${noted.type}"`;
  if (!noted || !config || sameConfig(noted, config)) return undefined;
  if (noted.type !== "local") return `Backend type changed from "${noted.type}" to "local"`;
  return "Backend configuration block has changed";
}

export const initializationRequired = (reason: string): Diagnostic => ({
  severity: "error",
  summary: `Backend initialization required${/changed/.test(reason) ? ":" : ","} please run "terraform init"`,
  detail: `Reason: ${reason}\n\nThe "backend" is the interface that Terraform uses to store state,\nperform operations, etc. If this message is showing up, it means that the\nTerraform configuration you're using is using a custom configuration for\nthe Terraform backend.\n\nChanges to backend configurations require reinitialization. This allows\nTerraform to set up the new configuration, copy existing state, etc. Please run\n"terraform init" with either the "-reconfigure" or "-migrate-state" flags to\nuse the current configuration.\n\nIf the change reason above is incorrect, please verify your configuration\nhasn't changed and try again. At this point, no changes to your existing\nconfiguration or state have been made.`,
});
