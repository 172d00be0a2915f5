import { expect, test } from "vitest";
import { parseModuleSource, parseRegistrySource, printModuleSource } from "./module-source.ts";

// Source: `terraform get` 1.11.4, which prints what it downloads.
test.each([
  ["./x", "./x"],
  ["./x/", "./x"],
  ["../..", "../.."],
  ["github.com/a/b", "git::https://github.com/a/b.git"],
  ["github.com/a/b//sub?ref=v1", "git::https://github.com/a/b.git//sub?ref=v1"],
  ["git@github.com:a/b.git", "git::ssh://git@github.com/a/b.git"],
  ["git::https://example.com/x.git", "git::https://example.com/x.git"],
  ["https://example.com/x.zip", "https://example.com/x.zip"],
  ["a/b/c", "registry.terraform.io/a/b/c"],
  ["example.com/a/b/c//sub", "example.com/a/b/c//sub"],
])("%s is %s", (text, printed) => {
  const parsed = parseModuleSource(text);
  expect("source" in parsed && printModuleSource(parsed.source)).toBe(printed);
});

// Source: `terraform validate` 1.11.4.
test.each([
  ["", "invalid source address: "],
  ["github.com/a", "GitHub URLs should be github.com/username/repo"],
])("%j is refused", (text, error) => {
  expect(parseModuleSource(text)).toEqual({ error });
});

test.each(["foo", "foo/bar", ".", "gitlab.com/a/b"])("%s may be meant as a path", (text) => {
  expect(parseModuleSource(text)).toMatchObject({ maybeRelative: true });
});

test.each([
  ["./x", `can't use local directory "./x" as a module registry address`],
  ["a/b", "a module registry source address must have either three or four slash-separated components"],
  ["a/b/c_d", 'invalid target system "c_d": must be between one and 64 ASCII letters or digits'],
  ["a/b/c//../x", 'subdirectory path "../x" leads outside of the module package'],
  [
    "github.com/a/b/c",
    `can't use "github.com" as a module registry host, because it's reserved for installing directly from version control repositories`,
  ],
])("the registry address %s is refused", (text, error) => {
  expect(parseRegistrySource(text)).toEqual({ error });
});
