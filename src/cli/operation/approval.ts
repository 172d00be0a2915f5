/** Asks whether a plan is to be carried out. */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import type { PlanMode } from "../../terraform/plan/plan-context.ts";
import type { Terminal } from "../command.ts";
import type { View } from "../view.ts";

const QUESTIONS: Readonly<Record<PlanMode, readonly [question: string, explanation: string]>> = {
  normal: [
    "Do you want to perform these actions",
    "Terraform will perform the actions described above.\n  Only 'yes' will be accepted to approve.",
  ],
  destroy: [
    "Do you really want to destroy all resources",
    "Terraform will destroy all your managed infrastructure, as shown above.\n  There is no undo. Only 'yes' will be accepted to confirm.",
  ],
  "refresh-only": [
    "Would you like to update the Terraform state to reflect these detected changes",
    "Terraform will write these changes to the state without modifying any real infrastructure.\n  There is no undo. Only 'yes' will be accepted to confirm.",
  ],
};

/** Says what keeps it from going on, or nothing when the answer was yes; "refused" when it was anything else. */
export async function askApproval(
  mode: PlanMode,
  workspace: string,
  terminal: Terminal,
  view: View,
): Promise<"approved" | "refused" | Diagnostic> {
  const [question, explanation] = QUESTIONS[mode];
  const where = workspace === "default" ? "" : ` in workspace ${JSON.stringify(workspace)}`;
  const { bold, reset } = view.palette;
  view.out(`\n${bold}${question}${where}?${reset}\n  ${explanation}\n\n  ${bold}Enter a value:${reset} `);
  const answer = await terminal.readLine();
  view.out("\n");
  if (answer === undefined) {
    const reason = terminal.interrupted.aborted ? "interrupted" : "EOF";
    return { severity: "error", summary: `error asking for approval: ${reason}`, detail: "" };
  }
  if (answer === "yes") return "approved";
  view.out(`${mode === "destroy" ? "Destroy" : "Apply"} cancelled.\n`);
  return "refused";
}
