/** Reads a data source through its provider. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { printModuleInstance, printModulePath } from "../addresses/module.ts";
import { printProviderSource } from "../addresses/provider.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { unmarkDeepWithPaths } from "../lang/marks.ts";
import type { Value } from "../lang/value.ts";
import type { DataSource } from "../provider.ts";
import { checkAddress } from "./checks.ts";
import type { ConfiguredProvider } from "./configured-providers.ts";
import { objectId } from "./events.ts";
import { withMarks } from "./plan-values.ts";
import { locateDiagnostics } from "./provider-diagnostics.ts";
import type { ResourceNode } from "./resource-node.ts";
import type { Run } from "./run.ts";

/** Undefined after an error; inside a check block errors become warnings. */
export async function readDataSource(
  run: Run,
  node: ResourceNode,
  provider: ConfiguredProvider,
  type: DataSource,
  at: ResourceInstanceAddress,
  config: Value,
): Promise<Value | undefined> {
  const { resource } = node;
  const name = printResourceInstance(at);
  const { value: plain, marks } = unmarkDeepWithPaths(config);
  const locate = (found: Parameters<typeof locateDiagnostics>[0]): readonly Diagnostic[] =>
    locateDiagnostics(found, resource.body, name);
  const validated = locate(await type.validate(plain, provider.instance));
  if (!report(run, node, at, validated)) return undefined;
  const started = Date.now();
  run.events.emit({ kind: "apply-start", address: at, action: "read", elapsed: 0 });
  const result = await run.limit.run(() => type.read(plain, provider.instance));
  const diagnostics = locate(result.diagnostics);
  if (!report(run, node, at, diagnostics)) return undefined;
  const value = withMarks(result.state, marks, type.schema.block);
  const problem = badResult(result.state, name, printProviderSource(provider.address.provider));
  if (problem) {
    report(run, node, at, [problem]);
    return undefined;
  }
  const elapsed = Date.now() - started;
  run.events.emit({ kind: "apply-complete", address: at, action: "read", id: objectId(value), elapsed });
  return value;
}

function badResult(value: Value, name: string, provider: string): Diagnostic | undefined {
  const sentence = value.isNull
    ? `Provider ${JSON.stringify(provider)} produced a null object for ${name}.`
    : isWhollyKnown(value)
      ? undefined
      : `Provider ${JSON.stringify(provider)} produced a value for ${name} that is not wholly known.`;
  if (sentence === undefined) return undefined;
  return {
    severity: "error",
    summary: value.isNull ? "Provider produced null object" : "Provider produced invalid object",
    detail: `${sentence}\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.`,
  };
}

function report(
  run: Run,
  { resource, tree }: ResourceNode,
  at: ResourceInstanceAddress,
  diagnostics: readonly Diagnostic[],
): boolean {
  if (resource.check === undefined) return run.diagnostics.report(diagnostics);
  for (const { severity, summary, detail } of diagnostics) {
    if (severity !== "error") continue;
    const config = checkAddress(printModulePath(tree.path), resource.check);
    const message = detail === "" ? summary : `${summary}: ${detail}`;
    run.checks.record("check", config, checkAddress(printModuleInstance(at.module), resource.check), "fail", message);
  }
  run.diagnostics.report(diagnostics.map((diagnostic) => ({ ...diagnostic, severity: "warning" })));
  return diagnostics.every(({ severity }) => severity !== "error");
}
