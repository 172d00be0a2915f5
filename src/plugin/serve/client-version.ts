/** The oldest terraform that our providers are tested against; an older one is told so when it configures them. */
import type { ProviderDiagnostic } from "../../terraform/provider.ts";

const OLDEST = [1, 5] as const;

const OLDEST_TERRAFORM = OLDEST.join(".");

/** Whether that version is older; an unreadable one is given the benefit of the doubt. */
function isTooOld(version: string): boolean {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

export function refusedTerraform(version: string): ProviderDiagnostic | undefined {
  if (!isTooOld(version)) return undefined;
  const detail = `This is terraform ${version}. The providers of Terrarium work with terraform ${OLDEST_TERRAFORM} and later, and with OpenTofu. Nothing has been changed.`;
  return { severity: "error", summary: "Terraform is too old", detail };
}
