/** Which of the built-in providers' releases a configuration gets. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { impliedProvider } from "../terraform/addresses/provider.ts";
import { parseVersionTerms, type VersionTerm } from "../terraform/config/version-constraint.ts";
import type { ProviderType } from "../terraform/provider.ts";
import type { Terminal } from "./command.ts";
import { providersFor } from "./provider-library.ts";

const AWS = "registry.terraform.io/hashicorp/aws";

const hasRegion = (type: ProviderType | undefined): boolean =>
  "region" in (type?.dataSources.get("aws_region")?.schema.block.attributes ?? {});

const terminalIn = (directory: string): Terminal =>
  ({ killed: new AbortController().signal, environment: {}, directory }) as Terminal;

test.each([
  ["", false],
  ["~> 5.31", false],
  [">= 4.0", false],
  [">= 6.0", true],
  ["~> 6.28.0", true],
])("constraint %j: aws_region has the attribute `region`: %s", async (constraint, expected) => {
  const library = providersFor(terminalIn("/nonexistent"));
  await library.lookup(AWS);
  const terms = constraint === "" ? [] : (parseVersionTerms(constraint) as VersionTerm[]);
  library.require(new Map([[AWS, { source: impliedProvider("aws"), terms }]]));
  const type = await library.lookup(AWS);
  expect(hasRegion(type)).toBe(expected);
  expect(type?.resources.has("aws_lambda_function")).toBe(true);
});

test.each([
  ["5.100.0", false],
  ["6.31.0", true],
])("a folder whose lock file has release %s: %s", async (version, expected) => {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-lock-"));
  try {
    writeFileSync(join(folder, ".terraform.lock.hcl"), `provider "${AWS}" {\n  version = "${version}"\n}\n`);
    expect(hasRegion(await providersFor(terminalIn(folder)).lookup(AWS))).toBe(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
