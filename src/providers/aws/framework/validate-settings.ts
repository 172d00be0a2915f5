/** Checks of a provider block before anything is configured, in the provider's words. */
import type { PathStep, ValuePath } from "../../../terraform/lang/value.ts";
import type { ProviderDiagnostic } from "../../../terraform/provider.ts";
import type { PlainObject } from "./plain.ts";
import { complaint } from "./rules.ts";

const HOUR = 60 * 60;
const UNITS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: HOUR };

export function validateSettings(config: PlainObject): ProviderDiagnostic[] {
  return [...accountFaults(config), ...roleFaults(config), ...webIdentityFaults(config)];
}

const at = (key: string): ValuePath =>
  key
    .split(".")
    .map(
      (step): PathStep =>
        /^\d+$/.test(step) ? { kind: "index", key: Number(step) } : { kind: "attribute", name: step },
    );

const error = (key: string, summary: string, detail = ""): ProviderDiagnostic => ({
  severity: "error",
  summary,
  detail,
  path: at(key),
});

function accountFaults(config: PlainObject): ProviderDiagnostic[] {
  const [allowed, forbidden] = ["allowed_account_ids", "forbidden_account_ids"] as const;
  if (config[allowed] == null || config[forbidden] == null) return [];
  const conflict = (one: string, other: string) =>
    error(one, "Conflicting configuration arguments", `"${one}": conflicts with ${other}`);
  return [conflict(forbidden, allowed), conflict(allowed, forbidden)];
}

const blocks = (config: PlainObject, name: string): readonly PlainObject[] =>
  Array.isArray(config[name]) ? (config[name] as readonly PlainObject[]) : [];

function roleFaults(config: PlainObject): ProviderDiagnostic[] {
  return blocks(config, "assume_role").flatMap((role, index) => {
    const found: ProviderDiagnostic[] = [];
    const key = (name: string): string => `assume_role.${index}.${name}`;
    const arn = role["role_arn"];
    const fault = typeof arn === "string" ? complaint(["arn"], key("role_arn"), arn) : undefined;
    if (fault) found.push(error(key("role_arn"), fault.summary));
    const duration = role["duration"];
    const late = typeof duration === "string" ? durationFault(key("duration"), duration) : undefined;
    if (late) found.push(error(key("duration"), late));
    if (arn === null)
      found.push({
        severity: "warning",
        summary: "Missing required argument",
        detail:
          'The argument "role_arn" is required, but no definition was found.\n\nThis will be an error in a future release.',
        path: at(`assume_role.${index}`),
      });
    return found;
  });
}

function durationFault(name: string, text: string): string | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (text === "" || parts.map(([part]) => part).join("") !== text)
    return `"${name}" cannot be parsed as a duration: time: invalid duration ${JSON.stringify(text)}`;
  const seconds = parts.reduce((sum, [, amount, unit = "s"]) => sum + Number(amount) * (UNITS[unit] ?? 1), 0);
  if (seconds >= HOUR / 4 && seconds <= 12 * HOUR) return undefined;
  return `duration "${name}" must be between 15 minutes (15m) and 12 hours (12h), inclusive`;
}

function webIdentityFaults(config: PlainObject): ProviderDiagnostic[] {
  const names = ["web_identity_token", "web_identity_token_file"];
  return blocks(config, "assume_role_with_web_identity").flatMap((identity, index) => {
    const keys = names.map((name) => `assume_role_with_web_identity.${index}.${name}`);
    const given = keys.filter((_, at) => identity[names[at] ?? ""] !== null);
    if (given.length === 1) return [];
    const reason =
      given.length === 0
        ? `one of \`${keys.join(",")}\` must be specified`
        : `only one of \`${keys.join(",")}\` can be specified, but \`${given.join(",")}\` were specified.`;
    return keys.map((key) => error(key, "Invalid combination of arguments", `"${key}": ${reason}`));
  });
}
