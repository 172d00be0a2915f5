/** The CLI configuration file, as far as it matters here: where a terraform would look for providers. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseFile } from "../../hcl/parse.ts";
import type { Body } from "../../hcl/syntax.ts";
import { evaluateConstant } from "../../terraform/lang/evaluate.ts";
import type { Terminal } from "../command.ts";

/** Folders of the filesystem mirrors and addresses of the network mirrors that are configured. */
export function providerMirrors({ environment }: Terminal): readonly string[] {
  const path = environment["TF_CLI_CONFIG_FILE"] ?? join(environment["HOME"] ?? homedir(), ".terraformrc");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return [];
  }
  const { file } = parseFile(path, text);
  const methods = file.body.blocks
    .filter(({ type }) => type === "provider_installation")
    .flatMap(({ body }) => body.blocks);
  return methods.flatMap(({ type, body }) => {
    if (type === "filesystem_mirror") return stringsOf(body, "path");
    if (type === "network_mirror") return stringsOf(body, "url");
    return [];
  });
}

function stringsOf(body: Body, name: string): string[] {
  const attribute = body.attributes.get(name);
  const content = attribute && evaluateConstant(attribute.expression, []).content;
  return typeof content === "string" ? [content] : [];
}
