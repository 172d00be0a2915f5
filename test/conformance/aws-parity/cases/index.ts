import type { ParityCase } from "../parity-case.ts";
import { apisV2Cases } from "./apis-v2.ts";
import { cloudwatchCases } from "./cloudwatch.ts";
import { dynamodbCases } from "./dynamodb.ts";
import { furtherDynamodbCases } from "./dynamodb-further.ts";
import { endpointCases } from "./endpoints.ts";
import { httpApiCases } from "./http-api.ts";
import { iamCases } from "./iam.ts";
import { lambdaCases } from "./lambda.ts";
import { lambdaSourceCases } from "./lambda-sources.ts";
import { logsCases } from "./logs.ts";
import { furtherLogsCases } from "./logs-further.ts";
import { metaCases } from "./meta.ts";
import { networkCases } from "./network.ts";
import { regionalCases } from "./regional.ts";
import { restApiCases } from "./rest-api.ts";
import { s3Cases } from "./s3.ts";
import { sfnCases } from "./sfn.ts";
import { vpcCases } from "./vpc.ts";

export const CASES: readonly ParityCase[] = [
  ...iamCases,
  ...logsCases,
  ...cloudwatchCases,
  ...vpcCases,
  ...lambdaCases,
  ...httpApiCases,
  ...dynamodbCases,
  ...networkCases,
  ...endpointCases,
  ...s3Cases,
  ...metaCases,
  ...furtherDynamodbCases,
  ...furtherLogsCases,
  ...lambdaSourceCases,
  ...sfnCases,
  ...apisV2Cases,
  ...restApiCases,
  ...regionalCases,
];
