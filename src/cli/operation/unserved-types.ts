/**
 * Names every resource type that can be planned but not applied: a warning of a plan, and what keeps a plan from being
 * applied at all.
 */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { Plan } from "../../terraform/plan/plan.ts";
import type { ProviderTypes } from "../../terraform/plan/provider-configs.ts";

export function unservedTypes(
  { changes }: Plan,
  providers: ProviderTypes,
  severity: "error" | "warning" = "error",
): readonly Diagnostic[] {
  const unserved = new Set<string>();
  for (const { action, address, provider } of changes) {
    const { mode, type } = address.resource;
    if (mode !== "managed" || action === "no-op" || action === "forget") continue;
    if (providers.get(provider.provider)?.resources.get(type)?.isServed === false) unserved.add(type);
  }
  if (unserved.size === 0) return [];
  const list = [...unserved]
    .sort()
    .map((type) => `  - ${type}\n`)
    .join("");
  const end = severity === "error" ? "Nothing has been applied." : "A plan that has them cannot be applied here.";
  const detail = `Terrarium does not serve these resource types yet; they can be validated and planned, but not applied:\n${list}\n${end}`;
  return [{ severity, summary: "Resource types not supported", detail }];
}
