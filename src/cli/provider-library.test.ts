/** Which of the built-in providers' releases a configuration gets. */
import { expect, test } from "vitest";
import { impliedProvider } from "../terraform/addresses/provider.ts";
import { parseVersionTerms, type VersionTerm } from "../terraform/config/version-constraint.ts";
import type { Terminal } from "./command.ts";
import { providersFor } from "./provider-library.ts";

const AWS = "registry.terraform.io/hashicorp/aws";

test.each([
  ["", false],
  ["~> 5.31", false],
  [">= 4.0", false],
  [">= 6.0", true],
  ["~> 6.28.0", true],
])("constraint %j: aws_region has the attribute `region`: %s", async (constraint, hasRegion) => {
  const terminal = { killed: new AbortController().signal, environment: {}, directory: "/nonexistent" } as Terminal;
  const library = providersFor(terminal);
  await library.lookup(AWS);
  const terms = constraint === "" ? [] : (parseVersionTerms(constraint) as VersionTerm[]);
  library.require(new Map([[AWS, { source: impliedProvider("aws"), terms }]]));
  const type = await library.lookup(AWS);
  expect("region" in (type?.dataSources.get("aws_region")?.schema.block.attributes ?? {})).toBe(hasRegion);
  expect(type?.resources.has("aws_lambda_function")).toBe(true);
});
