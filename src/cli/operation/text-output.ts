/** The text of plan, apply, destroy and refresh. */
import { printResourceInstance } from "../../terraform/addresses/resource.ts";
import { containsInfinity } from "../../terraform/lang/json.ts";
import { shownPlan } from "../../terraform/plan/changes-json.ts";
import type { EngineEvent, ObjectId } from "../../terraform/plan/events.ts";
import type { Plan } from "../../terraform/plan/plan.ts";
import type { PlannedAction } from "../../terraform/plan/planned-change.ts";
import { renderOutputs } from "../../terraform/render/output-values.ts";
import { horizontalRule, renderPlan, type SchemaLookup } from "../../terraform/render/plan.ts";
import { paint, type Style, wrapParagraphs } from "../../terraform/render/style.ts";
import { CANNOT_SHOW_PLAN } from "../../terraform/state/infinity.ts";
import type { View } from "../view.ts";
import type { ApplySummary, OperationOutput } from "./output.ts";

const VERBS: Partial<Readonly<Record<PlannedAction, readonly [start: string, still: string, done: string]>>> = {
  create: ["Creating...", "Still creating...", "Creation complete"],
  update: ["Modifying...", "Still modifying...", "Modifications complete"],
  delete: ["Destroying...", "Still destroying...", "Destruction complete"],
  read: ["Reading...", "Still reading...", "Read complete"],
};

const idText = (id: ObjectId | undefined): string => (id ? ` [${id.name}=${id.value}]` : "");
const seconds = (elapsed: number): string => `${Math.round(elapsed / 1000)}s`;

/** Go's duration in whole seconds: 1m10s. */
function duration(elapsed: number): string {
  const total = Math.round(elapsed / 1000);
  return total < 60 ? seconds(elapsed) : `${Math.floor(total / 60)}m${total % 60}s`;
}

/** The line of an event, without a line end; undefined for events that show nothing. */
export function eventLine(event: EngineEvent): { readonly subject: string; readonly text: string } | undefined {
  if (event.kind === "diagnostics") return undefined;
  const deposed = "deposed" in event && event.deposed !== undefined ? ` (deposed object ${event.deposed})` : "";
  const address = printResourceInstance(event.address);
  const subject = `${address}${event.kind === "apply-complete" ? "" : deposed}`;
  const line = (text: string) => ({ subject, text });
  switch (event.kind) {
    case "refresh-start":
      return line(`Refreshing state...${idText(event.id)}`);
    case "import-prepare":
      return line(`Preparing import...${idText(event.id)}`);
    case "import-start":
      return line(`Importing... [id=${event.importId}]`);
    case "import-complete":
      return line(`Import complete [id=${event.importId}]`);
    case "apply-start": {
      const verb = VERBS[event.action];
      const id = event.action === "create" || event.action === "read" ? "" : idText(event.id);
      return verb && line(`${verb[0]}${id}`);
    }
    case "apply-progress": {
      const verb = VERBS[event.action];
      const id = event.id && event.action !== "create" ? `${event.id.name}=${event.id.value}, ` : "";
      return verb && line(`${verb[1]} [${id}${duration(event.elapsed)} elapsed]`);
    }
    case "apply-complete": {
      const verb = VERBS[event.action];
      const id = event.action === "delete" ? "" : idText(event.id);
      return verb && line(`${verb[2]} after ${duration(event.elapsed)}${id}`);
    }
    case "ephemeral-start":
      return line(
        event.operation === "open" ? "Opening..." : event.operation === "close" ? "Closing..." : "Renewing...",
      );
    case "ephemeral-complete": {
      const what = event.operation === "open" ? "Opening" : event.operation === "close" ? "Closing" : "Renewal";
      return line(`${what} complete after ${duration(event.elapsed)}`);
    }
    case "provision-start":
      return line(`Provisioning with '${event.provisioner}'...`);
    case "provision-output":
      return { subject: `${address} (${event.provisioner})`, text: event.line };
    default:
      return undefined;
  }
}

export interface TextOptions {
  readonly inAutomation: boolean;
  readonly destroying: boolean;
}

export function textOutput(view: View, schemas: SchemaLookup, options: TextOptions): OperationOutput {
  const style: Style = { colour: view.style.colour, width: view.style.width };
  const wrap = (text: string): string => wrapParagraphs(text, style.width);
  return {
    emit(event) {
      if (event.kind === "diagnostics") {
        view.diagnostics(event.diagnostics);
        return;
      }
      const line = eventLine(event);
      if (!line) return;
      if (event.kind === "provision-output") view.out(`${paint(style, `${line.subject}:`, "bold")} ${line.text}\n`);
      else view.out(`${paint(style, `${line.subject}: ${line.text}`, "bold")}\n`);
    },
    plan(plan) {
      if (isInfinite(plan)) {
        view.error(CANNOT_SHOW_PLAN);
        return;
      }
      const canApply = plan.applyable && plan.mode === "refresh-only";
      view.out(renderPlan(shownPlan(plan), schemas, { ...style, inAutomation: options.inAutomation, canApply }));
    },
    savedPlan: () => undefined,
    planNextStep(planPath, generatedPath) {
      if (options.inAutomation) return;
      view.out(horizontalRule(style));
      if (generatedPath !== undefined) {
        view.out(
          wrap(
            `\nTerraform has generated configuration and written it to ${generatedPath}. Please review the configuration and edit it as necessary before adding it to version control.\n`,
          ),
        );
      }
      if (planPath === undefined) {
        view.out(
          wrap(
            "\nNote: You didn't use the -out option to save this plan, so Terraform can't guarantee to take exactly these actions if you run \"terraform apply\" now.\n",
          ),
        );
      } else {
        view.out(
          `\nSaved the plan to: ${planPath}\n\nTo perform exactly these actions, run the following command to apply:\n    terraform apply ${JSON.stringify(planPath)}\n`,
        );
      }
    },
    diagnostics: (diagnostics) => view.diagnostics(diagnostics),
    applyComplete(summary, destroying) {
      view.out(`${paint(style, `\n${summaryText(summary, destroying)}`, "bold", "green")}\n`);
    },
    savedAt(path) {
      view.out(
        `\n${wrap("The state of your infrastructure has been saved to the path below. This state is required to modify and destroy your infrastructure, so keep it safe. To inspect the complete state use the `terraform show` command.")}\n\nState path: ${path}\n`,
      );
    },
    outputs(outputs) {
      if (outputs.size === 0) return;
      view.out(`\n${paint(style, "Outputs:", "bold", "green")}\n\n${renderOutputs(outputs)}\n`);
    },
    text: (text) => view.out(text),
  };
}

function isInfinite({ changes }: Plan): boolean {
  const outputs = [...changes.outputs.values()];
  return (
    outputs.some(({ after }) => containsInfinity(after)) || [...changes].some(({ after }) => containsInfinity(after))
  );
}

export function summaryText({ added, changed, destroyed, imported }: ApplySummary, destroying: boolean): string {
  if (destroying) return `Destroy complete! Resources: ${destroyed} destroyed.`;
  const imports = imported > 0 ? `${imported} imported, ` : "";
  return `Apply complete! Resources: ${imports}${added} added, ${changed} changed, ${destroyed} destroyed.`;
}
