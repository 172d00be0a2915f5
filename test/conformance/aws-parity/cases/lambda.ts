import { ASSUME_LAMBDA, data, importedBy, type Made, type ParityCase, resource } from "../parity-case.ts";

const role = resource("aws_iam_role", "role", { name: "parity-function", assume_role_policy: ASSUME_LAMBDA });
const base = (made: Made) => ({
  function_name: "parity",
  role: made("role", "arn"),
  handler: "index.handler",
  runtime: "nodejs20.x",
  filename: "function.zip",
});

export const lambdaCases: readonly ParityCase[] = [
  {
    name: "Lambda function, permission, alias, URL",
    steps: [
      role,
      resource("aws_lambda_function", "function", base, (made) => ({
        ...base(made),
        timeout: 10,
        environment: [{ variables: { AA: "1" } }],
        tags: { a: "b" },
      })),
      importedBy(
        resource("aws_lambda_permission", "permission", (made) => ({
          statement_id: "AllowApi",
          action: "lambda:InvokeFunction",
          function_name: made("function", "function_name"),
          principal: "apigateway.amazonaws.com",
          source_arn: `${made("function", "arn")}/*`,
        })),
        () => "parity/AllowApi",
      ),
      resource(
        "aws_lambda_function_url",
        "url",
        (made) => ({
          function_name: made("function", "function_name"),
          authorization_type: "NONE",
          cors: [{ allow_origins: ["*"] }],
        }),
        undefined,
        ["url_id"],
      ),
      importedBy(
        resource("aws_lambda_permission", "account", (made) => ({
          statement_id_prefix: "account-",
          action: "lambda:InvokeFunction",
          function_name: made("function", "arn"),
          principal: "s3.amazonaws.com",
          source_account: "123456789012",
          source_arn: "arn:aws:s3:::bucket",
        })),
        (made) => `parity/${made("account", "statement_id")}`,
      ),
      data("aws_lambda_function", "found", (made) => ({ function_name: made("function", "function_name") })),
    ],
  },
  {
    name: "Lambda published function with settings, alias, invoke config",
    steps: [
      resource("aws_iam_role", "role", { name: "parity-published", assume_role_policy: ASSUME_LAMBDA }),
      resource("aws_lambda_function", "function", (made) => ({
        ...base(made),
        function_name: "parity-published",
        publish: true,
        memory_size: 256,
        description: "d",
        architectures: ["arm64"],
        ephemeral_storage: [{ size: 1024 }],
        tracing_config: [{ mode: "Active" }],
        reserved_concurrent_executions: 1,
        environment: [{ variables: { BB: "2" } }],
      })),
      importedBy(
        resource("aws_lambda_alias", "alias", (made) => ({
          name: "live",
          function_name: made("function", "function_name"),
          function_version: made("function", "version"),
        })),
        () => "parity-published/live",
      ),
      resource("aws_lambda_function_event_invoke_config", "invoke", (made) => ({
        function_name: made("function", "function_name"),
        maximum_retry_attempts: 0,
        maximum_event_age_in_seconds: 60,
      })),
      importedBy(
        resource("aws_lambda_function_recursion_config", "recursion", (made) => ({
          function_name: made("function", "function_name"),
          recursive_loop: "Allow",
        })),
        () => "parity-published",
      ),
      importedBy(
        resource("aws_lambda_runtime_management_config", "runtime", (made) => ({
          function_name: made("function", "function_name"),
          update_runtime_on: "FunctionUpdate",
        })),
        () => "parity-published,",
      ),
      resource("aws_lambda_provisioned_concurrency_config", "provisioned", (made) => ({
        function_name: made("function", "function_name"),
        qualifier: made("alias", "name"),
        provisioned_concurrent_executions: 1,
      })),
    ],
  },
  {
    name: "Lambda layer",
    steps: [
      resource("aws_lambda_layer_version", "layer", {
        layer_name: "parity",
        filename: "function.zip",
        compatible_runtimes: ["nodejs20.x"],
      }),
      resource("aws_lambda_layer_version_permission", "permission", (made) => ({
        layer_name: made("layer", "layer_name"),
        version_number: 1,
        statement_id: "all",
        action: "lambda:GetLayerVersion",
        principal: "*",
      })),
    ],
  },
];
