/** What stands around functions: event sources, code signing, VPC settings, invocations; and their data sources. */
import { ASSUME_LAMBDA, data, importedBy, type Made, type ParityCase, resource } from "../parity-case.ts";

const role = resource("aws_iam_role", "role", { name: "parity-around", assume_role_policy: ASSUME_LAMBDA });
const base = (name: string) => (made: Made) => ({
  function_name: name,
  role: made("role", "arn"),
  handler: "index.handler",
  runtime: "nodejs20.x",
  filename: "function.zip",
});
const CODE_SIGNER = "arn:aws:signer:us-east-1:123456789012:/signing-profiles/p/v";

export const lambdaSourceCases: readonly ParityCase[] = [
  {
    name: "Lambda in a VPC with layers, dead letters, logging; its data sources",
    steps: [
      role,
      resource("aws_vpc", "fvpc", { cidr_block: "10.8.0.0/16" }),
      resource("aws_subnet", "fsubnet", (made) => ({
        vpc_id: made("fvpc", "id"),
        cidr_block: "10.8.1.0/24",
        availability_zone: "us-east-1a",
      })),
      resource("aws_security_group", "fgroup", (made) => ({ vpc_id: made("fvpc", "id"), name: "parity-function" })),
      importedBy(
        resource("aws_lambda_layer_version", "layer", {
          layer_name: "parity-around",
          filename: "function.zip",
          compatible_runtimes: ["nodejs20.x"],
          compatible_architectures: ["x86_64"],
          description: "d",
          license_info: "MIT",
        }),
        (made) => made("layer", "arn"),
      ),
      resource(
        "aws_lambda_function",
        "function",
        (made) => ({
          ...base("parity-vpc")(made),
          publish: true,
          layers: [made("layer", "arn")],
          vpc_config: [{ subnet_ids: [made("fsubnet", "id")], security_group_ids: [made("fgroup", "id")] }],
          dead_letter_config: [{ target_arn: "arn:aws:sqs:us-east-1:123456789012:q" }],
          logging_config: [{ log_format: "JSON", application_log_level: "DEBUG" }],
          snap_start: [{ apply_on: "None" }],
        }),
        (made) => ({
          ...base("parity-vpc")(made),
          publish: true,
          memory_size: 512,
          logging_config: [{ log_format: "Text" }],
          tags: { a: "b" },
        }),
      ),
      importedBy(
        resource(
          "aws_lambda_alias",
          "alias",
          (made) => ({ name: "live", function_name: made("function", "function_name"), function_version: "1" }),
          (made) => ({
            name: "live",
            function_name: made("function", "function_name"),
            function_version: "1",
            description: "changed",
          }),
        ),
        () => "parity-vpc/live",
      ),
      resource(
        "aws_lambda_function_url",
        "url",
        (made) => ({
          function_name: made("function", "function_name"),
          authorization_type: "AWS_IAM",
          qualifier: made("alias", "name"),
          invoke_mode: "RESPONSE_STREAM",
        }),
        (made) => ({
          function_name: made("function", "function_name"),
          authorization_type: "NONE",
          qualifier: made("alias", "name"),
          cors: [{ allow_methods: ["GET"], allow_origins: ["*"], max_age: 60 }],
        }),
        ["url_id"],
      ),
      data("aws_lambda_function", "functiond", (made) => ({ function_name: made("function", "function_name") })),
      data("aws_lambda_alias", "aliasd", (made) => ({
        function_name: made("function", "function_name"),
        name: made("alias", "name"),
      })),
      data("aws_lambda_function_url", "urld", (made) => ({
        function_name: made("function", "function_name"),
        qualifier: made("alias", "name"),
      })),
      data("aws_lambda_layer_version", "layerd", { layer_name: "parity-around" }),
    ].map((step) => (step.name === "urld" ? { ...step, free: ["url_id"] } : step)),
  },
  {
    name: "Lambda event sources, code signing, invocation",
    steps: [
      resource("aws_iam_role", "role", { name: "parity-sources", assume_role_policy: ASSUME_LAMBDA }),
      resource(
        "aws_lambda_code_signing_config",
        "signing",
        { allowed_publishers: [{ signing_profile_version_arns: [CODE_SIGNER] }] },
        {
          description: "changed",
          allowed_publishers: [{ signing_profile_version_arns: [CODE_SIGNER] }],
          policies: [{ untrusted_artifact_on_deployment: "Warn" }],
          tags: { a: "b" },
        },
      ),
      resource("aws_lambda_function", "function", base("parity-sources")),
      resource("aws_dynamodb_table", "table", {
        name: "parity-stream",
        billing_mode: "PAY_PER_REQUEST",
        hash_key: "pk",
        attribute: [{ name: "pk", type: "S" }],
        stream_enabled: true,
        stream_view_type: "NEW_AND_OLD_IMAGES",
      }),
      resource(
        "aws_lambda_event_source_mapping",
        "mapping",
        (made) => ({
          event_source_arn: made("table", "stream_arn"),
          function_name: made("function", "arn"),
          starting_position: "LATEST",
          batch_size: 5,
          filter_criteria: [{ filter: [{ pattern: '{"eventName":["INSERT"]}' }] }],
        }),
        (made) => ({
          event_source_arn: made("table", "stream_arn"),
          function_name: made("function", "arn"),
          starting_position: "LATEST",
          batch_size: 10,
          maximum_retry_attempts: 2,
          parallelization_factor: 2,
          bisect_batch_on_function_error: true,
          destination_config: [{ on_failure: [{ destination_arn: "arn:aws:sqs:us-east-1:123456789012:q" }] }],
          enabled: false,
          tags: { a: "b" },
        }),
        ["last_modified", "state_transition_reason", "last_processing_result"],
      ),
      resource("aws_lambda_invocation", "invocation", (made) => ({
        function_name: made("function", "function_name"),
        input: '{"a":1}',
        triggers: { x: "1" },
      })),
      resource(
        "aws_lambda_function_event_invoke_config",
        "invoke",
        (made) => ({
          function_name: made("function", "function_name"),
          destination_config: [
            {
              on_success: [{ destination: "arn:aws:sqs:us-east-1:123456789012:ok" }],
              on_failure: [{ destination: "arn:aws:sqs:us-east-1:123456789012:bad" }],
            },
          ],
        }),
        (made) => ({ function_name: made("function", "function_name"), maximum_retry_attempts: 1 }),
      ),
      data("aws_lambda_invocation", "invoked", (made) => ({
        function_name: made("function", "function_name"),
        input: '{"b":2}',
      })),
      data("aws_lambda_code_signing_config", "signingd", (made) => ({ arn: made("signing", "arn") })),
    ],
  },
];
