/** Checks a loaded configuration without state and variable values: `terraform validate`, and the first step of a plan. */
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { printProviderSource } from "../addresses/provider.ts";
import type { Module, ModuleTree } from "../config/module.ts";
import { importProviderConflicts, providerRequirements, resourcesOf } from "../modules/provider-requirements.ts";
import type { ProviderHost, ProviderType } from "../provider.ts";
import { providerFunctions } from "../provider-functions.ts";
import { Unchanged } from "../unchanged.ts";
import { checkCallArguments } from "./module-calls.ts";
import { missingPassedProvider } from "./passed-providers.ts";
import { checkProviderPresence } from "./provider-presence.ts";
import { PROVISIONER_SCHEMAS } from "./provisioner-schemas.ts";
import { ValidationWalk } from "./walk.ts";

export interface ValidateOptions {
  readonly host: ProviderHost;
  readonly workspace: string;
  readonly lookup: (source: string) => Promise<ProviderType | undefined>;
}

export async function validateConfiguration(tree: ModuleTree, options: ValidateOptions): Promise<Diagnostic[]> {
  const { host, workspace, lookup } = options;
  const argumentProblems = checkCallArguments(tree);
  if (hasErrors(argumentProblems)) return argumentProblems;
  const conflicts = importProviderConflicts(tree);
  if (conflicts.length > 0) return conflicts;
  const missing: Diagnostic[] = missingProvisioners(tree);
  const providers = new Map<string, { type: ProviderType; instance: ReturnType<ProviderType["create"]> }>();
  for (const { source } of providerRequirements(tree).values()) {
    const text = printProviderSource(source);
    const type = await lookup(text);
    if (type) providers.set(text, { type, instance: type.create(host) });
    else missing.push(missingProvider(text));
  }
  if (hasErrors(missing)) return missing;
  const notPassed = missingPassedProvider(tree);
  if (notPassed) return [notPassed];
  const absent = checkProviderPresence(tree);
  if (hasErrors(absent)) return absent;
  const types = [...providers.values()].map(({ type }) => type);
  const contents = [workspace, providerEnvironment(host), ...types, "modules", ...modulesOf(tree)];
  const found = await walks.of(host.directory, contents, async () => {
    let lookedOutside = false;
    const walk = new ValidationWalk({
      directory: host.directory,
      workspace,
      providers,
      providerFunction: providerFunctions({ get: (source) => providers.get(source)?.type }, host),
      onLookOutside: () => {
        lookedOutside = true;
      },
    });
    try {
      await walk.run(tree);
    } catch (error) {
      walks.forget(host.directory);
      throw error;
    }
    if (lookedOutside) walks.forget(host.directory);
    return walk.diagnostics;
  });
  return [...found];
}

/** What was found in a configuration, by its folder: a server is asked to plan the same one again and again. */
const walks = new Unchanged<Promise<readonly Diagnostic[]>>(8);

/** What provider blocks are read with. */
const providerEnvironment = ({ environment }: ProviderHost): string =>
  JSON.stringify(Object.entries(environment).filter(([name]) => /^(AWS|TF)_/.test(name)));

function* modulesOf({ module, children }: ModuleTree): Iterable<Module> {
  yield module;
  for (const child of children.values()) yield* modulesOf(child);
}

export const missingProvider = (source: string): Diagnostic => ({
  severity: "error",
  summary: "Missing required provider",
  detail: `This configuration requires provider ${source}, but that provider isn't available. You may be able to install it automatically by running:\n  terraform init`,
});

function missingProvisioners(tree: ModuleTree, seen = new Set<string>()): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { type } of resourcesOf(tree.module).flatMap(({ provisioners }) => provisioners)) {
    if (Object.hasOwn(PROVISIONER_SCHEMAS, type) || seen.has(type)) continue;
    seen.add(type);
    const detail = `This configuration requires provisioner plugin "${type}", which isn't available. If you're intending to use an external provisioner plugin, you must install it manually into one of the plugin search directories before running Terraform.`;
    diagnostics.push({ severity: "error", summary: "Missing required provisioner plugin", detail });
  }
  for (const child of tree.children.values()) diagnostics.push(...missingProvisioners(child, seen));
  return diagnostics;
}
