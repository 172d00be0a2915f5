/** `login` and `logout`: tokens of other hosts. Nothing here needs one, so `login` only finds out what a host offers. */
import { getServers } from "node:dns";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { hasConfiguredCredentials } from "../cli-configuration.ts";
import type { Command, Terminal } from "../command.ts";
import { usageText } from "../command-help.ts";
import { credentialsPath, removeCredentials } from "../credentials-file.ts";
import { parseFlags } from "../flags.ts";
import { parseServiceHost } from "../service-host.ts";
import { createView, type View } from "../view.ts";

const DEFAULT_HOST = "app.terraform.io";

export const login: Command = async (args, terminal) => {
  const view = createView(terminal);
  const host = hostArgument("login", "log in to", args, view);
  if (host === undefined) return 1;
  view.diagnostics([await loginProblem(host, terminal)]);
  return 1;
};

export const logout: Command = async (args, terminal) => {
  const view = createView(terminal);
  const host = hostArgument("logout", "log out of", args, view);
  if (host === undefined) return 1;
  if (hasConfiguredCredentials(terminal, host)) {
    view.diagnostics([
      problem(
        `Credentials for ${host} are manually configured`,
        'The "terraform logout" command cannot log out because credentials for this host are manually configured in a CLI configuration file.\n\nTo log out, revoke the existing credentials and remove that block from the CLI configuration.',
      ),
    ]);
    return 1;
  }
  const path = credentialsPath(terminal);
  if (!removeCredentials(path, host)) {
    view.out(`No credentials for ${host} are stored.\n`);
    return 0;
  }
  const { green, bold, reset } = view.palette;
  view.out(`Removing the stored credentials for ${host} from the following file:\n    ${path}\n\n`);
  view.out(
    `${green}${bold}Success!${reset} ${bold}Terraform has removed the stored API token for ${host}.${reset}${reset}\n`,
  );
  return 0;
};

/** Undefined after an error, which has been shown. */
function hostArgument(command: string, purpose: string, args: readonly string[], view: View): string | undefined {
  const { rest, error } = parseFlags(args, {});
  if (error !== undefined) {
    // Of the flag itself terraform says nothing here.
    view.error(usageText(command));
    return undefined;
  }
  if (rest.length > 1) {
    view.error(`The ${command} command expects at most one argument: the host to ${purpose}.\n${usageText(command)}`);
    return undefined;
  }
  const [given = DEFAULT_HOST] = rest;
  const parsed = parseServiceHost(given);
  if ("shown" in parsed) return parsed.shown;
  view.diagnostics([
    problem("Invalid hostname", `The given hostname ${JSON.stringify(given)} is not valid: ${parsed.error}.`),
  ]);
  return undefined;
}

async function loginProblem(host: string, { interrupted }: Terminal): Promise<Diagnostic> {
  const url = new URL(`https://${host}/.well-known/terraform.json`);
  const failed = (why: string): Diagnostic =>
    problem(`Service discovery failed for ${host}`, `failed to request discovery document: ${why}.`);
  let services: object = {};
  try {
    const response = await fetch(url, { signal: interrupted });
    if (!response.ok && response.status !== 404) return failed(`${response.status} ${response.statusText}`.trim());
    if (response.ok) services = (await response.json()) as object;
  } catch (error) {
    const { cause = error as Error } = error as { cause?: NodeJS.ErrnoException };
    return failed(`Get ${JSON.stringify(url.href)}: ${reason(cause, url.hostname)}`);
  }
  return Object.hasOwn(services, "login.v1")
    ? problem(
        "Login is not supported",
        `Terrarium cannot ask ${host} for a token. Tokens of module registries are taken from the environment, in variables called TF_TOKEN_ and the host's name.`,
      )
    : problem(
        "Host does not support Terraform login",
        `The given hostname ${JSON.stringify(host)} does not allow creating Terraform authorization tokens.`,
      );
}

function reason({ code, message }: NodeJS.ErrnoException, name: string): string {
  if (code !== "ENOTFOUND") return message;
  const [server] = getServers();
  const asked = server === undefined ? "" : ` on ${server}:53`;
  return `dial tcp: lookup ${name}${asked}: no such host`;
}

const problem = (summary: string, detail: string): Diagnostic => ({ severity: "error", summary, detail });
