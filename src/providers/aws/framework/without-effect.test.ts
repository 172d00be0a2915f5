import { expect, test } from "vitest";
import { adviceOfEffects } from "./without-effect.ts";

test("what is missed of a resource is said once", () => {
  const config = { tracing_config: [{ mode: "Active" }], snap_start: [{ apply_on: "None" }], kms_key_arn: "arn:x" };
  expect(adviceOfEffects("aws_lambda_function", config)).toEqual([
    {
      summary: "Stored without effect",
      detail:
        "Terrarium keeps tracing_config, kms_key_arn and shows them again, but nothing here follows from them. On AWS they take effect.",
      attribute: "tracing_config",
    },
  ]);
});

test.each([
  ["values that do nothing on AWS either", "aws_lambda_function", { tracing_config: [{ mode: "PassThrough" }] }],
  ["types without such arguments", "aws_iam_role", { name: "x" }],
])("nothing is said of %s", (_, type, config) => {
  expect(adviceOfEffects(type, config)).toEqual([]);
});
