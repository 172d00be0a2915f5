import { describe, expect, test } from "vitest";
import { contradictoryFlags, parseInitFlags } from "./flags.ts";

// Which flags terraform 1.11.4 refuses beside each other.
describe("contradictory flags of init", () => {
  const refused = (...args: readonly string[]) => contradictoryFlags(parseInitFlags(args)).map(({ detail }) => detail);

  test.each([
    [["-migrate-state"], []],
    [["-force-copy", "-reconfigure"], []],
    [["-json", "-force-copy"], []],
    [["-migrate-state", "-reconfigure"], ["The -migrate-state and -reconfigure options are mutually-exclusive."]],
    [
      ["-cloud=false", "-backend=true"],
      ["The -backend and -cloud options are aliases of one another and mutually-exclusive in their use"],
    ],
    [
      ["-json", "-migrate-state", "-reconfigure"],
      [
        "Terraform cannot ask for interactive approval when -json is set. To use the -migrate-state option, disable the -json option.",
        "The -migrate-state and -reconfigure options are mutually-exclusive.",
      ],
    ],
  ])("%j", (args, expected) => {
    expect(refused(...args)).toEqual(expected);
  });
});
