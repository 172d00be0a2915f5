import { data, importedBy, type ParityCase, policyDocument, resource } from "../parity-case.ts";

const ASSUME = policyDocument({
  Action: "sts:AssumeRole",
  Effect: "Allow",
  Principal: { Service: "states.amazonaws.com" },
});
const definition = (result: string): string =>
  JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", Result: result, End: true } } });

export const sfnCases: readonly ParityCase[] = [
  {
    name: "state machine, alias, activity",
    steps: [
      resource("aws_iam_role", "role", { name: "parity-states", assume_role_policy: ASSUME }),
      resource("aws_cloudwatch_log_group", "logs", { name: "/parity/states" }),
      resource(
        "aws_sfn_state_machine",
        "machine",
        (made) => ({ name: "parity", role_arn: made("role", "arn"), definition: definition("a"), publish: true }),
        (made) => ({
          name: "parity",
          role_arn: made("role", "arn"),
          definition: definition("b"),
          publish: true,
          tracing_configuration: [{ enabled: true }],
          tags: { a: "b" },
        }),
      ),
      resource("aws_sfn_state_machine", "express", (made) => ({
        name_prefix: "parity-",
        type: "EXPRESS",
        role_arn: made("role", "arn"),
        definition: definition("x"),
        logging_configuration: [
          { level: "ALL", include_execution_data: true, log_destination: `${made("logs", "arn")}:*` },
        ],
      })),
      resource(
        "aws_sfn_alias",
        "alias",
        (made) => ({
          name: "live",
          routing_configuration: [
            { state_machine_version_arn: made("machine", "state_machine_version_arn"), weight: 100 },
          ],
        }),
        (made) => ({
          name: "live",
          description: "changed",
          routing_configuration: [
            { state_machine_version_arn: made("machine", "state_machine_version_arn"), weight: 100 },
          ],
        }),
      ),
      resource("aws_sfn_activity", "activity", { name: "parity" }, { name: "parity", tags: { a: "b" } }),
      data("aws_sfn_state_machine", "machined", (made) => ({ name: made("machine", "name") })),
      data("aws_sfn_activity", "activityd", (made) => ({ name: made("activity", "name") })),
      data("aws_sfn_alias", "aliasd", (made) => ({ name: "live", statemachine_arn: made("machine", "arn") })),
      data("aws_sfn_state_machine_versions", "versionsd", (made) => ({ statemachine_arn: made("machine", "arn") })),
    ].map((step) =>
      step.type === "aws_sfn_alias" && !step.data ? importedBy(step, (made) => made("alias", "arn")) : step,
    ),
  },
];
