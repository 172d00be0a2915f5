/** Lists of everything that there is, in a region where no other case makes anything. */
import { ASSUME_LAMBDA, data, importedBy, inRegion, type ParityCase, resource } from "../parity-case.ts";

const THERE = "us-west-1";

const table = (name: string) => ({
  name,
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "pk",
  attribute: [{ name: "pk", type: "S" }],
});

export const regionalCases: readonly ParityCase[] = [
  {
    name: "all functions and tables of a region",
    steps: [
      resource("aws_iam_role", "runs", { name: "parity-regional", assume_role_policy: ASSUME_LAMBDA }),
      ...["one", "two"].map((name) =>
        inRegion(
          THERE,
          importedBy(
            resource("aws_lambda_function", name, (made) => ({
              function_name: `parity-regional-${name}`,
              role: made("runs", "arn"),
              runtime: "nodejs20.x",
              handler: "index.handler",
              filename: "function.zip",
            })),
            false,
          ),
        ),
      ),
      inRegion(THERE, data("aws_lambda_functions", "functions")),
      inRegion(THERE, resource("aws_dynamodb_table", "first", table("parity-regional-1"))),
      inRegion(THERE, resource("aws_dynamodb_table", "second", table("parity-regional-2"))),
      inRegion(THERE, data("aws_dynamodb_tables", "tables")),
    ],
  },
];
