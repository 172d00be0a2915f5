import { expect, test } from "vitest";
import { printProviderSource } from "../addresses/provider.ts";
import { parseProviderSource } from "./provider-source.ts";

test.each([
  ["aws", "registry.terraform.io/hashicorp/aws"],
  ["hashicorp/AWS", "registry.terraform.io/hashicorp/aws"],
  ["Example.com/acme/cloud", "example.com/acme/cloud"],
])("%s is %s", (text, printed) => {
  const parsed = parseProviderSource(text);
  expect("source" in parsed && printProviderSource(parsed.source)).toBe(printed);
});

// Source: `terraform validate` 1.11.4.
test.each([
  ["a/b/c/d", 'The "source" attribute must be in the format "[hostname/][namespace/]name"'],
  [
    "A_b",
    'Invalid provider type "A_b" in source "A_b": must contain only letters, digits, and dashes, and may not use leading or trailing dashes"',
  ],
  ["a--b", 'Invalid provider type "a--b" in source "a--b": cannot use multiple consecutive dashes"'],
  [
    "foo/terraform-provider-aws",
    'Provider source "foo/terraform-provider-aws" has a type with the prefix "terraform-provider-", which isn\'t valid. Although that prefix is often used in the names of version control repositories for Terraform providers, provider source strings should not include it.\n\nDid you mean "foo/aws"?',
  ],
])("%s is refused", (text, detail) => {
  expect(parseProviderSource(text)).toMatchObject({ problem: { detail } });
});
