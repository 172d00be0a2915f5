/** What to tell a user whose terraform cannot work with providers that are handed over to it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { compareVersions, parseVersion, type Version } from "../terraform/config/version.ts";

const LEAST = "1.5.0";

/** Asked after a failure only: a terraform that is new enough is not kept waiting. Undefined when it is. */
export async function tooOld(
  program: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  try {
    const env = environment as NodeJS.ProcessEnv;
    const { stdout } = await promisify(execFile)(program, ["version", "-json"], { env, timeout: 10_000 });
    const { terraform_version: text } = JSON.parse(stdout) as { readonly terraform_version: string };
    const version = parseVersion(text);
    if (!version || compareVersions(version, parseVersion(LEAST) as Version) >= 0) return undefined;
    return `Error: terraform ${text} is too old for the providers of Terrarium, which need ${LEAST} or newer.\n\nUse a newer one (TERRARIUM_TERRAFORM names its program), \`terrarium terraform --real-provider …\`, or\n\`terrarium apply\`, which needs no terraform.\n`;
  } catch {
    // One that does not tell its version has said by itself what is wrong with it.
    return undefined;
  }
}
