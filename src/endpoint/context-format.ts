/** Formats that name `$context.a.b` and `$stageVariables.x` without being templates: access logs, gateway responses, URIs. */
import { plainText } from "../wire/plain-text.ts";

const NAME = /\$\{?(context|stageVariables)\.([\w.-]+)\}?/g;

/** `missing` stands for what is not there. */
export function substitute(
  text: string,
  context: Readonly<Record<string, unknown>>,
  stageVariables: Readonly<Record<string, string>>,
  missing: string,
): string {
  return text.replace(NAME, (_, root: string, path: string) => {
    // A point that ends the sentence is no step.
    const [, steps = "", end = ""] = /^(.*?)(\.*)$/.exec(path) ?? [];
    const value = lookUp(root === "context" ? context : stageVariables, steps);
    return (value === undefined || value === null ? missing : plainText(value)) + end;
  });
}

/** What is at the end of a path of names; objects as JSON. */
export function lookUp(root: unknown, path: string): unknown {
  let value = root;
  for (const step of path.split("."))
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
