/** What `init` says: as text, or as one JSON object a line. */
import type { Diagnostics } from "../../hcl/diagnostic.ts";
import { TERRAFORM_VERSION } from "../../terraform/config/terraform-version.ts";
import { diagnosticJson } from "../../terraform/diagnostics/json.ts";
import type { View } from "../view.ts";

export interface InitOutput {
  /** One of Terraform's messages, by its code. */
  message(code: keyof typeof MESSAGES): void;
  /** Progress; `json` is the same in the words of the JSON output. */
  log(text: string, json?: string): void;
  blank(): void;
  diagnostics(diagnostics: Diagnostics): void;
}

const NEXT_STEPS = `You may now begin working with Terraform. Try running "terraform plan" to see
any changes that are required for your infrastructure. All Terraform commands
should now work.

If you ever set or change modules or backend configuration for Terraform,
rerun this command to reinitialize your working directory. If you forget, other
commands will detect it and remind you to do so if necessary.`;

const MESSAGES = {
  copying_configuration_message: "",
  initializing_backend_message: "Initializing the backend...",
  initializing_modules_message: "Initializing modules...",
  upgrading_modules_message: "Upgrading modules...",
  initializing_provider_plugin_message: "Initializing provider plugins...",
  lock_info: `Terraform has created a lock file .terraform.lock.hcl to record the provider
selections it made above. Include this file in your version control repository
so that Terraform can guarantee to make the same selections by default when
you run "terraform init" in the future.`,
  dependencies_lock_changes_info: `Terraform has made some changes to the provider dependency selections recorded
in the .terraform.lock.hcl file. Review those changes and commit them to your
version control system if they represent changes you intended to make.`,
  output_init_empty_message: `Terraform initialized in an empty directory!

The directory has no Terraform configuration files. You may begin working
with Terraform immediately by creating Terraform configuration files.`,
  output_init_success_message: "Terraform has been successfully initialized!",
  output_init_success_cli_message: NEXT_STEPS,
} as const;

/** Messages that stand out. */
const BOLD = new Set<string>([
  "initializing_backend_message",
  "initializing_modules_message",
  "upgrading_modules_message",
  "initializing_provider_plugin_message",
  "output_init_success_message",
]);

const GREEN = new Set<string>(["output_init_success_message", "output_init_success_cli_message"]);

export function textOutput(view: View): InitOutput {
  const { bold, green, reset } = view.palette;
  return {
    message: (code) => {
      const colour = (BOLD.has(code) ? bold : "") + (GREEN.has(code) ? green : "");
      const before = code === "output_init_success_cli_message" ? "\n" : "";
      view.out(`${before}${colour}${MESSAGES[code]}${colour === "" ? "" : reset}\n`);
    },
    log: (text) => view.out(`${text}\n`),
    blank: () => view.out("\n"),
    diagnostics: (diagnostics) => view.diagnostics(diagnostics),
  };
}

export function jsonOutput(view: View): InitOutput {
  const line = (level: string, message: string, rest: Readonly<Record<string, unknown>>): void => {
    const timestamp = new Date().toISOString();
    const head = { "@level": level, "@message": message, "@module": "terraform.ui", "@timestamp": timestamp };
    view.out(`${JSON.stringify({ ...head, ...rest })}\n`);
  };
  line("info", `Terraform ${TERRAFORM_VERSION}`, { terraform: TERRAFORM_VERSION, type: "version", ui: "1.2" });
  return {
    message: (code) => line("info", MESSAGES[code], { message_code: code, type: "init_output" }),
    log: (text, json = text) => line("info", json, { type: "log" }),
    blank: () => undefined,
    diagnostics: (diagnostics) => {
      for (const diagnostic of diagnostics) {
        const { severity, summary } = diagnostic;
        const isError = severity === "error";
        line(isError ? "error" : "warn", `${isError ? "Error" : "Warning"}: ${summary}`, {
          diagnostic: diagnosticJson(diagnostic, view.sources),
          type: "diagnostic",
        });
      }
    },
  };
}
