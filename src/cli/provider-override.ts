/**
 * The override file that `terrarium terraform` lays beside a configuration: what the real aws provider needs to work
 * with a local endpoint and cannot be told by environment variables, for the default provider and every alias.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAME = "terrarium_endpoint_override.tf";
const COMMENT = "# Written by `terrarium terraform` for the time terraform runs. Safe to delete.\n";

/** Runs with the override in place; it is removed afterwards, whatever happens short of a kill. */
export async function withProviderOverride<T>(directory: string, endpoint: string, run: () => Promise<T>): Promise<T> {
  const blocks = awsProviderBlocks(directory);
  if (blocks === undefined) return run();
  const file = join(directory, NAME);
  const aliases = blocks.map((alias) => providerBlock(alias, endpoint));
  writeFileSync(file, COMMENT + aliases.join("\n"));
  try {
    return await run();
  } finally {
    rmSync(file, { force: true });
  }
}

// An override must have something to override, so only provider blocks that are written down can have one.
function awsProviderBlocks(directory: string): (string | undefined)[] | undefined {
  const found: (string | undefined)[] = [];
  let files: string[];
  try {
    files = readdirSync(directory);
  } catch {
    return undefined;
  }
  for (const name of files) {
    if (!name.endsWith(".tf") || name === NAME) continue;
    const text = readFileSync(join(directory, name), "utf8").replace(/^\s*(#|\/\/).*$/gm, "");
    for (const match of text.matchAll(/^\s*provider\s+"?aws"?\s*\{/gm)) {
      const body = bodyAt(text, match.index + match[0].length);
      found.push(/^\s*alias\s*=\s*"([^"]+)"/m.exec(body)?.[1]);
    }
  }
  return found.length > 0 ? found : undefined;
}

function bodyAt(text: string, start: number): string {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

function providerBlock(alias: string | undefined, endpoint: string): string {
  return [
    'provider "aws" {',
    ...(alias === undefined ? [] : [`  alias = "${alias}"`]),
    '  access_key = "test"',
    '  secret_key = "test"',
    "  s3_use_path_style           = true",
    "  skip_credentials_validation = true",
    "  skip_metadata_api_check     = true",
    "  endpoints {",
    `    s3 = "${endpoint}"`,
    "  }",
    "}",
    "",
  ].join("\n");
}
