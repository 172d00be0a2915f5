import { expect, test } from "vitest";
import { printVersion } from "../config/version.ts";
import { parseVersionTerms, type VersionTerm } from "../config/version-constraint.ts";
import { admittedRelease } from "./known-releases.ts";

const chosen = (name: string, constraint: string): string | undefined => {
  const terms = parseVersionTerms(constraint) as VersionTerm[];
  const release = admittedRelease(`registry.terraform.io/hashicorp/${name}`, terms);
  return release && printVersion(release);
};

test.each([
  ["random", "~> 3.1.0", "3.1.0"],
  ["archive", "~> 2.2.0", "2.2.0"],
  ["archive", "~> 2.4.2", "2.4.2"],
  ["random", "3.6.3", "3.6.3"],
  ["aws", "= 5.94.1", "5.94.1"],
  ["aws", "> 5.94.0, < 5.95", "5.94.1"],
  ["aws", "~> 6.0", "6.40.0"],
  ["aws", ">= 4.9, < 5.0", "4.67.0"],
  ["null", "~> 2.1", "2.1.0"],
  ["random", "~> 99.0", undefined],
  ["nonesuch", "~> 1.0", undefined],
])("of %s, %s admits %s", (name, constraint, release) => {
  expect(chosen(name, constraint)).toBe(release);
});
