import type { ParityCase } from "../parity-case.ts";
import { dynamodbCases } from "./dynamodb.ts";
import { httpApiCases } from "./http-api.ts";
import { iamCases } from "./iam.ts";
import { lambdaCases } from "./lambda.ts";
import { logsCases } from "./logs.ts";
import { vpcCases } from "./vpc.ts";

export const CASES: readonly ParityCase[] = [
  ...iamCases,
  ...logsCases,
  ...vpcCases,
  ...lambdaCases,
  ...httpApiCases,
  ...dynamodbCases,
];
