import { expect, test } from "vitest";
import { helpText } from "./command-help.ts";

test.each([
  ["plan", ["-help"], /^Usage: terrarium \[global options\] plan \[options\]\n/],
  ["state", ["list", "-h"], /^Usage: terrarium \[global options\] state list /],
  ["invoke", ["--help"], /^Usage: terrarium invoke NAME /],
  ["logs", ["-help"], /^Usage: terrarium logs NAME /],
  ["start", ["-d", "-h"], /^Usage: terrarium start /],
  ["doctor", ["-help"], /^Usage: terrarium \[global options\] doctor\n\n {2}Shows what this machine has/],
] as const)("%s %j", async (name, args, text) => {
  expect(await helpText(name, args)).toMatch(text);
});

test.each([
  ["invoke", ["f", "--", "-h"]],
  ["terraform", ["plan", "-help"]],
  ["plan", ["-json"]],
])("%s %j is no question to us", async (name, args) => {
  expect(await helpText(name, args)).toBeUndefined();
});
