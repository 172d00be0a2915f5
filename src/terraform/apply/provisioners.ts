/** Runs the provisioners of an instance, after its creation or before its destruction. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { printResourceInstance, type ResourceInstanceAddress } from "../addresses/resource.ts";
import type { Provisioner } from "../config/module.ts";
import { decodeBlock } from "../lang/decode-block.ts";
import { EPHEMERAL, SENSITIVE, unmarkDeep } from "../lang/marks.ts";
import type { ModuleScope } from "../plan/module-scope.ts";
import { EXECUTION_HALTED } from "../plan/run.ts";
import { PROVISIONER_SCHEMAS } from "../validate/provisioner-schemas.ts";
import type { ApplyContext } from "./apply-context.ts";
import { runLocalExec } from "./local-exec.ts";

export async function runProvisioners(
  context: ApplyContext,
  provisioners: readonly Provisioner[],
  address: ResourceInstanceAddress,
  when: "create" | "destroy",
  scope: ModuleScope,
): Promise<boolean> {
  for (const provisioner of provisioners) {
    if (provisioner.when !== when) continue;
    const failed = await runProvisioner(context, provisioner, address, scope);
    if (failed.length > 0) {
      context.events.emit({ kind: "provision-errored", address, provisioner: provisioner.type });
    }
    // Terraform says so at every step that an interrupt has reached: here, and when the object is done.
    if (context.interrupted.aborted) return context.diagnostics.report([EXECUTION_HALTED, ...failed]);
    if (failed.length === 0) continue;
    if (provisioner.onFailure === "continue") continue;
    return context.diagnostics.report(failed);
  }
  return true;
}

async function runProvisioner(
  context: ApplyContext,
  provisioner: Provisioner,
  address: ResourceInstanceAddress,
  scope: ModuleScope,
): Promise<readonly Diagnostic[]> {
  const { type } = provisioner;
  const name = printResourceInstance(address);
  const schema = PROVISIONER_SCHEMAS[type];
  const at = (found: readonly Diagnostic[]): readonly Diagnostic[] => found.map((d) => ({ ...d, address: name }));
  if (!schema) return [];
  const { value, diagnostics } = decodeBlock(provisioner.body, schema, scope);
  if (hasErrors(diagnostics)) return diagnostics;
  context.events.emit({ kind: "provision-start", address, provisioner: type });
  const { value: config, marks } = unmarkDeep(value);
  const secret = marks.has(SENSITIVE) ? "sensitive" : marks.has(EPHEMERAL) ? "ephemeral" : undefined;
  const tell = (line: string): void => {
    const shown = secret ? `(output suppressed due to ${secret} value in config)` : line;
    context.events.emit({ kind: "provision-output", address, provisioner: type, line: shown });
  };
  if (type !== "local-exec") {
    const detail = `Terrarium has no machines to connect to, so the provisioner ${JSON.stringify(type)} cannot run here. Use "local-exec", or leave the provisioner to a terraform that manages real machines.`;
    return at([errorAt(provisioner.range, `${type} provisioner is not supported`, detail)]);
  }
  const { directory, host, interrupted } = context;
  const error = await context.limit.run(() => runLocalExec(config, directory, host, interrupted, tell));
  if (error) return at([errorAt(provisioner.body.endRange, error.summary, error.detail)]);
  context.events.emit({ kind: "provision-complete", address, provisioner: type });
  return [];
}
