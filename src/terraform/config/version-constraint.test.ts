import { expect, test } from "vitest";
import { parseVersion, printVersion, type Version } from "./version.ts";
import { meetsTerms, parseVersionTerms, printTerms } from "./version-constraint.ts";

// Source: the rules of hashicorp/go-version, checked with `terraform init` 1.11.4.
test.each([
  ["1.2.3", "1.2.3", true],
  ["~> 1.2", "1.9.0", true],
  ["~> 1.2", "2.0.0", false],
  ["~> 1.2.3", "1.2.9", true],
  ["~> 1.2.3", "1.3.0", false],
  ["~> 1", "1.9.9", true],
  [">= 1.0, < 2.0", "1.5.0", true],
  [">= 1.0, < 2.0", "2.0.0", false],
  ["!= 1.5.0", "1.5.0", false],
  [">= 1.0.0", "1.1.0-beta1", false],
  [">= 1.1.0-alpha1", "1.1.0-beta1", true],
  ["= 1.1.0-beta1", "1.1.0-beta1", true],
])("%s and %s: %s", (constraint, version, meets) => {
  expect(meetsTerms(parseVersion(version) as Version, parseVersionTerms(constraint) ?? [])).toBe(meets);
});

test.each(["five", "", ">= ", "1.x", ">> 1.0", "1.0,"])("%j is no constraint", (text) => {
  expect(parseVersionTerms(text)).toBeUndefined();
});

// Source: .terraform.lock.hcl of terraform 1.11.4 (`constraints`).
test.each([
  ["~>3.5,>=3", ">= 3.0.0, ~> 3.5"],
  ["3.9", "3.9.0"],
  ["~> 1.2.3", "~> 1.2.3"],
])("the normal form of %s", (text, normal) => {
  expect(printTerms(parseVersionTerms(text) ?? [])).toBe(normal);
});

test("versions keep prerelease and metadata", () => {
  expect(printVersion(parseVersion("1.2-rc1+build.5") as Version)).toBe("1.2.0-rc1+build.5");
});
