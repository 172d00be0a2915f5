/** `.terraform.lock.hcl`: the versions of providers that `init` chose. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { parseFile } from "../../hcl/parse.ts";
import { staticString } from "../../hcl/static.ts";
import type { Attribute, Block } from "../../hcl/syntax.ts";
import { justAttributes } from "../config/content.ts";
import type { Sources } from "../diagnostics/sources.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { compareUtf8 } from "../lang/type.ts";

export const LOCK_FILE = ".terraform.lock.hcl";

export interface ProviderLock {
  /** Such as registry.terraform.io/hashicorp/random. */
  readonly source: string;
  readonly version: string;
  /** In normal form; empty when the configuration sets none. */
  readonly constraints: string;
  readonly hashes: readonly string[];
}

export type ProviderLocks = ReadonlyMap<string, ProviderLock>;

export function readLockFile(directory: string, sources: Sources, diagnostics: Diagnostic[]): ProviderLocks {
  let text: string;
  try {
    text = readFileSync(join(directory, LOCK_FILE), "utf8");
  } catch {
    return new Map();
  }
  const { file, diagnostics: problems } = parseFile(LOCK_FILE, text);
  sources.add(file);
  diagnostics.push(...problems);
  const locks = new Map<string, ProviderLock>();
  for (const block of file.body.blocks) {
    if (block.type !== "provider") continue;
    const lock = decodeLock(block, diagnostics);
    if (lock) locks.set(lock.source, lock);
  }
  return locks;
}

function decodeLock(block: Block, diagnostics: Diagnostic[]): ProviderLock | undefined {
  const [source = ""] = block.labels;
  const attributes = justAttributes(block.body, diagnostics);
  const version = textOf(attributes.get("version"));
  if (version === undefined) {
    const detail = 'The argument "version" is required, but no definition was found.';
    diagnostics.push(errorAt(block.body.endRange, "Missing required argument", detail));
    return undefined;
  }
  const hashes = attributes.get("hashes");
  const list = hashes?.expression.kind === "tuple" ? hashes.expression.items : [];
  return {
    source,
    version,
    constraints: textOf(attributes.get("constraints")) ?? "",
    hashes: list.flatMap((item) => staticString(item) ?? []),
  };
}

function textOf(attribute: Attribute | undefined): string | undefined {
  const content = attribute && evaluateConstant(attribute.expression, []).content;
  return typeof content === "string" ? content : undefined;
}

/** Writes as `terraform init` does: sorted, the names of a block's arguments aligned. */
export function writeLockFile(directory: string, locks: ProviderLocks): void {
  const path = join(directory, LOCK_FILE);
  writeFileSync(`${path}.tmp`, printLockFile(locks));
  renameSync(`${path}.tmp`, path);
}

export function printLockFile(locks: ProviderLocks): string {
  const head =
    '# This file is maintained automatically by "terraform init".\n# Manual edits may be lost in future updates.\n';
  const sorted = [...locks.values()].sort((a, b) => compareUtf8(a.source, b.source));
  return head + sorted.map(printLock).join("");
}

function printLock({ source, version, constraints, hashes }: ProviderLock): string {
  const lines =
    constraints === ""
      ? [`  version = "${version}"`]
      : [`  version     = "${version}"`, `  constraints = "${constraints}"`];
  if (hashes.length > 0) lines.push("  hashes = [", ...[...hashes].sort().map((hash) => `    "${hash}",`), "  ]");
  return `\nprovider "${source}" {\n${lines.join("\n")}\n}\n`;
}

export function sameLocks(a: ProviderLocks, b: ProviderLocks): boolean {
  return printLockFile(a) === printLockFile(b);
}
