/**
 * A word beside what Terraform and AWS say: a policy whose name promises reading, and that allows writing, is well
 * formed and a classic of published listings.
 */
import { parsePolicy } from "../../../cloud/policy/document.ts";
import type { Advice } from "../framework/behaviour.ts";

interface NamedPolicy {
  readonly name: string | null;
  readonly name_prefix: string | null;
  readonly policy: string | null;
}

const PROMISES_READING = /read[-_. ]?only|view[-_. ]?only|viewer/i;
/** The action, or the part of it before a wildcard, is one that changes something. */
const WRITES =
  /^(Abort|Add|Associate|Attach|Authorize|BatchWrite|Cancel|Change|Copy|Create|Delete|Deregister|Detach|Disable|Disassociate|Enable|Import|Invoke|Modify|Pass|Publish|Purge|Put|Register|Reject|Release|Remove|Replace|Reset|Restore|Revoke|Rotate|Run|Send|Set|Start|Stop|Tag|Terminate|Transact(Write)?$|Untag|Update|Upload|Write)/i;

export function readOnlyAdvice({ name, name_prefix, policy }: NamedPolicy): readonly Advice[] {
  const called = name ?? name_prefix ?? "";
  if (policy === null || !PROMISES_READING.test(called)) return [];
  const writing = [...new Set(allowedActions(policy).filter(allowsWriting))];
  if (writing.length === 0) return [];
  return [
    {
      summary: "Policy with a read-only name allows writing",
      detail: `The policy "${called}" allows ${writing.join(", ")}. Neither Terraform nor AWS minds. Allow single actions, such as those that begin with Get, List and Describe, or choose another name.`,
      attribute: "policy",
    },
  ];
}

/** None of a document that cannot be read: that it is malformed is said elsewhere. */
function allowedActions(policy: string): readonly string[] {
  try {
    return parsePolicy(policy).statements.flatMap(({ effect, actions }) => (effect === "Allow" ? (actions ?? []) : []));
  } catch {
    return [];
  }
}

function allowsWriting(action: string): boolean {
  const verb = action.slice(action.indexOf(":") + 1);
  return verb.startsWith("*") || WRITES.test(verb);
}
