import { expect, test } from "vitest";
import { commandArguments, splitShellWords } from "./environment-arguments.ts";

// Source: terraform 1.11.4: TF_CLI_ARGS stands after TF_CLI_ARGS_plan, so that it wins (recorded, env-cli-args).
test("the arguments of all commands come after those of one command", () => {
  const environment = { TF_CLI_ARGS: "-var=x=all", TF_CLI_ARGS_plan: "-var=x=plan" };
  expect(commandArguments("plan", ["-json"], environment)).toEqual({ args: ["-var=x=plan", "-var=x=all", "-json"] });
});

test("a command within a group has a name of two words", () => {
  const environment = { TF_CLI_ARGS_state_list: "-id=zzz" };
  expect(commandArguments("state", ["list", "a.b"], environment)).toEqual({ args: ["list", "-id=zzz", "a.b"] });
});

test("an open quote is an error", () => {
  expect(commandArguments("plan", [], { TF_CLI_ARGS: '"unclosed' })).toEqual({
    error: "Error parsing extra CLI args from TF_CLI_ARGS: invalid command line string",
  });
});

test.each([
  [`-auto-approve -var="x=two words"`, ["-auto-approve", "-var=x=two words"]],
  [`'a b' c\\ d ""`, ["a b", "c d", ""]],
  ["", []],
])("the words of %j", (text, words) => {
  expect(splitShellWords(text)).toEqual(words);
});
