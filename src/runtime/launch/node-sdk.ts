/** The AWS SDK for JavaScript, which Lambda's runtimes of Node bring along and which here is what the machine has of it. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest node_modules with the AWS SDK at or above one of these folders. */
export function modulesWithSdk(starts: readonly string[]): string | undefined {
  for (const start of starts) {
    for (let folder = start; ; folder = dirname(folder)) {
      const modules = join(folder, "node_modules");
      if (existsSync(join(modules, "@aws-sdk"))) return modules;
      if (folder === dirname(folder)) break;
    }
  }
  return undefined;
}
