/** The text of a plan, from its JSON form and the schemas of the resource types in it. */
import { compareUtf8 } from "../lang/type.ts";
import type { ChangeJson, RenderedPlan, ResourceChangeJson } from "../plan/plan-json.ts";
import type { BlockSchema } from "../provider.ts";
import { EVERYWHERE, type PathSet } from "./change.ts";
import { type Action, actionSymbol, attributeName, type Diff, PLAN_OPTIONS, padName } from "./diff.ts";
import { jsonDiff } from "./json-diff.ts";
import { changeOf, movedFrom, type ResourceDiff, renderResourceDiff, resourceDiff } from "./resource-change.ts";
import { paint, type Style, wrapParagraphs } from "./style.ts";

/** The schema of a resource type of a provider, by the names the plan JSON uses. */
export type SchemaLookup = (change: {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly provider_name: string;
}) => BlockSchema;

export interface PlanTextOptions extends Style {
  /** Set when another tool runs Terraform: hints that name commands are left out. */
  readonly inAutomation: boolean;
  /** Recording the detected changes would change the state. */
  readonly canApply: boolean;
}

export const horizontalRule = (style: Style): string => `\n${"─".repeat(Math.max(1, (style.width ?? 78) - 1))}\n`;

export function renderPlan(plan: RenderedPlan, schemas: SchemaLookup, style: PlanTextOptions): string {
  const out: string[] = [];
  const wrap = (text: string): string => wrapParagraphs(text, style.width);
  const diffs = plan.resource_changes.map((change) => resourceDiff(change, schemas(change)));
  const outputs = new Map<string, Diff>(
    Object.entries(plan.output_changes).map(([name, change]) => [name, outputDiff(change)]),
  );
  const changesOutputs = [...outputs.values()].some(({ action }) => action !== "no-op");
  const nothing = !changesOutputs && diffs.every((d) => d.diff.action === "no-op" && movedFrom(d.change) === undefined);
  const drift = nothing && plan.mode !== "refresh-only" ? "" : renderDrift(plan, schemas, style);
  out.push(drift);
  const shown = diffs.filter(isShown);
  const counts = new Map<Action, number>();
  for (const { action } of shown) if (action !== "no-op") counts.set(action, (counts.get(action) ?? 0) + 1);
  if (shown.length === 0 && !changesOutputs) {
    out.push(explainNothing(plan, drift !== "", style));
    return out.join("");
  }
  if (drift !== "") out.push(`${horizontalRule(style)}`);
  if (counts.size > 0) {
    out.push(
      wrap(
        "\nTerraform used the selected providers to generate the following execution plan. Resource actions are indicated with the following symbols:\n",
      ),
    );
    for (const [action, text] of LEGEND) {
      if (counts.has(action)) out.push(`${actionSymbol(action, style.colour)} ${text}\n`);
    }
  }
  if (shown.length > 0) {
    out.push(
      plan.errored
        ? "\nTerraform planned the following actions, but then encountered a problem:\n"
        : "\nTerraform will perform the following actions:\n",
    );
    for (const diff of shown) out.push(`\n${renderResourceDiff(diff, "proposed", style.colour)}\n`);
    out.push(
      `\n${paint(style, "Plan:", "bold")} ${planCounts(counts, shown.filter((d) => d.change.change.importing).length)}\n`,
    );
  }
  if (changesOutputs) {
    out.push(`\nChanges to Outputs:\n${renderOutputChanges(outputs, style.colour)}\n`);
    if (counts.size === 0) {
      out.push(
        wrap(
          "\nYou can apply this plan to save these new output values to the Terraform state, without changing any real infrastructure.\n",
        ),
      );
    }
  }
  return out.join("");
}

const LEGEND: readonly (readonly [Action, string])[] = [
  ["create", "create"],
  ["update", "update in-place"],
  ["delete", "destroy"],
  ["delete-create", "destroy and then create replacement"],
  ["create-delete", "create replacement and then destroy"],
  ["read", "read (data resources)"],
];

function planCounts(counts: ReadonlyMap<Action, number>, imports: number): string {
  const count = (...actions: readonly Action[]): number => actions.reduce((sum, a) => sum + (counts.get(a) ?? 0), 0);
  const add = count("create", "delete-create", "create-delete");
  const destroy = count("delete", "delete-create", "create-delete");
  const importing = imports > 0 ? `${imports} to import, ` : "";
  return `${importing}${add} to add, ${count("update")} to change, ${destroy} to destroy.`;
}

function isShown({ change, action }: ResourceDiff): boolean {
  if (action === "no-op") return movedFrom(change) !== undefined || change.change.importing !== undefined;
  return !(action === "delete" && change.mode === "data");
}

const outputDiff = (change: ChangeJson): Diff => jsonDiff(changeOf(change));

function renderOutputChanges(outputs: ReadonlyMap<string, Diff>, colour: boolean): string {
  const names = [...outputs.keys()].sort(compareUtf8);
  const width = Math.max(...names.map((name) => attributeName(name).length));
  return names
    .map((name) => [name, outputs.get(name) as Diff] as const)
    .filter(([, diff]) => diff.action !== "no-op")
    .map(([name, diff]) => {
      const value = diff.render(0, PLAN_OPTIONS(colour));
      return `${actionSymbol(diff.action, colour)} ${padName(attributeName(name), width)} = ${value}`;
    })
    .join("\n");
}

function renderDrift(plan: RenderedPlan, schemas: SchemaLookup, style: PlanTextOptions): string {
  const wrap = (text: string): string => wrapParagraphs(text, style.width);
  const drifted = plan.resource_drift
    .map((change) => resourceDiff(change, schemas(change), relevantPaths(plan, change)))
    .filter(({ diff }) => plan.mode === "refresh-only" || diff.action !== "no-op");
  const texts = drifted
    .filter(({ action, change }) => action !== "no-op" || movedFrom(change) !== undefined)
    .map((diff) => `\n${renderResourceDiff(diff, "detected", style.colour)}\n`);
  if (drifted.length === 0) return "";
  const note = paint(style, "Note:", "bold", "cyan");
  const closing =
    plan.mode === "refresh-only"
      ? "This is a refresh-only plan, so Terraform will not take any actions to undo these. If you were expecting these changes then you can apply this plan to record the updated values in the Terraform state without changing any remote objects."
      : "Unless you have made equivalent changes to your configuration, or ignored the relevant attributes using ignore_changes, the following plan may include actions to undo or respond to these changes.";
  return [
    `\n${note} ${paint(style, "Objects have changed outside of Terraform", "bold")}\n\n`,
    wrap(
      'Terraform detected the following changes made outside of Terraform since the last "terraform apply" which may have affected this plan:\n',
    ),
    ...texts,
    wrap(`\n\n${closing}\n`),
  ].join("");
}

/** What the plan says has an influence on it; in a refresh-only plan everything counts. */
function relevantPaths(plan: RenderedPlan, change: ResourceChangeJson): PathSet {
  if (plan.mode === "refresh-only") return EVERYWHERE;
  const paths = plan.relevant_attributes
    .filter(({ resource }) => resource === "" || resource === change.address)
    .map(({ attribute }) => attribute);
  return { paths, deep: true };
}

function explainNothing(plan: RenderedPlan, drifted: boolean, style: PlanTextOptions): string {
  const wrap = (text: string): string => wrapParagraphs(text, style.width);
  const rule = drifted ? `${horizontalRule(style)}` : "";
  if (plan.errored) {
    const title = `${paint(style, "Planning failed.", "bold", "red")} ${paint(style, "Terraform encountered an error while generating this plan.", "bold")}`;
    return `${rule}\n${title}\n\n`;
  }
  const title = (text: string): string =>
    `\n${paint(style, "No changes.", "bold", "green")} ${paint(style, text, "bold")}\n\n`;
  if (plan.mode === "refresh-only") {
    if (drifted) return "";
    return `${title("Your infrastructure still matches the configuration.")}${wrap("Terraform has checked that the real remote objects still match the result of your most recent changes, and found no differences.\n")}`;
  }
  if (plan.mode === "destroy") {
    return `${rule}${title("No objects need to be destroyed.")}${wrap("Either you have not created any objects yet or the existing objects were already deleted outside of Terraform.\n")}`;
  }
  const matches = title("Your infrastructure matches the configuration.");
  if (!drifted) {
    return `${matches}${wrap("Terraform has compared your real infrastructure against your configuration and found no differences, so no changes are needed.\n")}`;
  }
  if (style.canApply) {
    return `${rule}${matches}${wrap("Your configuration already applies the changes detected above, so applying this plan will only update the state to include the changes detected above and won't change any real infrastructure.\n")}`;
  }
  const suggestion = style.inAutomation ? "." : ":\n  terraform apply -refresh-only";
  return `${rule}${matches}${wrap(`Your configuration already applies the changes detected above. If you'd like to update the Terraform state to match, create and apply a refresh-only plan${suggestion}\n`)}`;
}
