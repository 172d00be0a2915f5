/**
 * Published modules carry resources of many services behind a `count` of zero (terraform-aws-modules/dynamodb-table its
 * autoscaling, vpc its subnet groups): as long as none of them is wanted, nothing is in the way.
 */
import { beforeEach, expect, test } from "vitest";
import { apply } from "../../src/cli/commands/apply.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { validate } from "../../src/cli/commands/validate.ts";
import { testStack } from "./test-stack.ts";

const stack = testStack();

beforeEach(() => {
  stack.write(
    "main.tf",
    `
    variable "scaled" {
      type    = bool
      default = false
    }
    resource "aws_appautoscaling_target" "read" {
      count              = var.scaled ? 1 : 0
      min_capacity       = 1
      max_capacity       = 10
      resource_id        = "table/orders"
      scalable_dimension = "dynamodb:table:ReadCapacityUnits"
      service_namespace  = "dynamodb"
    }
    resource "aws_appautoscaling_policy" "read" {
      count              = var.scaled ? 1 : 0
      name               = "read"
      resource_id        = aws_appautoscaling_target.read[0].resource_id
      scalable_dimension = aws_appautoscaling_target.read[0].scalable_dimension
      service_namespace  = aws_appautoscaling_target.read[0].service_namespace
      target_tracking_scaling_policy_configuration {
        target_value = 70
        predefined_metric_specification {
          predefined_metric_type = "DynamoDBReadCapacityUtilization"
        }
      }
    }
    output "policy" {
      value = try(aws_appautoscaling_policy.read[0].arn, "none")
    }
  `,
  );
});

test("resources that no service serves may stand behind a count of zero", async () => {
  expect((await stack.run(validate)).code).toBe(0);
  const { code, out } = await stack.run(apply, "-auto-approve");
  expect(out).toContain('policy = "none"');
  expect(code).toBe(0);
});

test("those that are wanted are named together, by the plan and before anything is applied", async () => {
  const types = /not applied:[\s│]+- aws_appautoscaling_policy[\s│]+- aws_appautoscaling_target\s/;
  const planned = await stack.run(plan, "-var=scaled=true");
  expect(planned.out).toMatch(/Warning: Resource types not supported/);
  expect(planned.out).toMatch(types);
  expect(planned.code).toBe(0);
  const applied = await stack.run(apply, "-auto-approve", "-var=scaled=true");
  expect(applied.err).toMatch(/Error: Resource types not supported/);
  expect(applied.err).toMatch(types);
  expect(applied.code).toBe(1);
});

test("they are checked against the real provider's schema", async () => {
  stack.write("more.tf", 'resource "aws_cloudfront_function" "f" {\n  nme = "f"\n}\n');
  const { code, err } = await stack.run(validate);
  expect(err).toMatch(/The argument "(name|code|runtime)" is required/);
  expect(err).toContain('An argument named "nme" is not expected here. Did you mean "name"?');
  expect(code).toBe(1);
});
