/**
 * Whether a folder's configuration, the modules it calls, or its state has to do with a provider whose resources live
 * in the cloud. Read as text: this runs before every plan, and a wrong yes only costs a server.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FOLDER } from "./folder.ts";

const MENTIONS_CLOUD = /"aws_[a-z0-9_]+"|\baws_[a-z0-9_]+\.|provider\s+"?aws"?\s*\{|hashicorp\/aws/;
const MODULE_SOURCE = /\bsource"?\s*[=:]\s*"(\.\.?\/[^"]*)"/g;

/** Whether the folder's state, where a server keeps it, has resources of the cloud. */
export const hasCloudResources = (directory: string): boolean =>
  stateMentionsCloud(join(directory, FOLDER, "terraform.tfstate"));

export async function needsCloud(directory: string): Promise<boolean> {
  return (
    hasCloudResources(directory) ||
    stateMentionsCloud(join(directory, "terraform.tfstate")) ||
    configurationMentionsCloud(directory, new Set())
  );
}

function configurationMentionsCloud(directory: string, seen: Set<string>): boolean {
  if (seen.has(directory)) return false;
  seen.add(directory);
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    return false;
  }
  for (const name of names) {
    if (!/\.tf(\.json)?$/.test(name)) continue;
    let text: string;
    try {
      text = readFileSync(join(directory, name), "utf8");
    } catch {
      continue;
    }
    if (MENTIONS_CLOUD.test(text)) return true;
    for (const match of text.matchAll(MODULE_SOURCE)) {
      if (configurationMentionsCloud(resolve(directory, match[1] as string), seen)) return true;
    }
  }
  return installedModules(directory).some((folder) => configurationMentionsCloud(folder, seen));
}

/** Folders of the modules that `init` has put under `.terraform/modules`. */
function installedModules(directory: string): string[] {
  try {
    const manifest = JSON.parse(readFileSync(join(directory, ".terraform/modules/modules.json"), "utf8")) as {
      Modules?: { Dir?: string }[];
    };
    return (manifest.Modules ?? []).flatMap(({ Dir }) => (Dir && Dir !== "." ? [resolve(directory, Dir)] : []));
  } catch {
    return [];
  }
}

function stateMentionsCloud(file: string): boolean {
  try {
    return readFileSync(file, "utf8").includes("hashicorp/aws");
  } catch {
    return false;
  }
}
