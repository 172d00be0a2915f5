/**
 * Which file says how a resource type or data source works. Every service lists its own in `<service>/types.ts`, one
 * line each; a type with a table in `schema` and no line here validates and plans, but cannot be applied.
 */

import { API_GATEWAY_DATA_SOURCES, API_GATEWAY_RESOURCES } from "./api-gateway/types.ts";
import { APIGATEWAYV2_DATA_SOURCES, APIGATEWAYV2_RESOURCES } from "./apigatewayv2/types.ts";
import { CLOUDWATCH_RESOURCES } from "./cloudwatch/types.ts";
import { DYNAMODB_DATA_SOURCES, DYNAMODB_RESOURCES } from "./dynamodb/types.ts";
import type { AnyBehaviour, AnyDataBehaviour, Load } from "./framework/behaviour.ts";
import { IAM_DATA_SOURCES, IAM_RESOURCES } from "./iam/types.ts";
import { LAMBDA_DATA_SOURCES, LAMBDA_RESOURCES } from "./lambda/types.ts";
import { LOGS_DATA_SOURCES, LOGS_RESOURCES } from "./logs/types.ts";
import { META_DATA_SOURCES } from "./meta/types.ts";
import { S3_DATA_SOURCES, S3_RESOURCES } from "./s3/types.ts";
import { SFN_DATA_SOURCES, SFN_RESOURCES } from "./sfn/types.ts";
import { STS_DATA_SOURCES } from "./sts/types.ts";
import { VPC_DATA_SOURCES, VPC_RESOURCES } from "./vpc/types.ts";

type Loads<Any> = Readonly<Record<string, Load<Any> | undefined>>;

// The lists are checked where they are written; here their attributes are forgotten.
export const RESOURCES = {
  ...API_GATEWAY_RESOURCES,
  ...APIGATEWAYV2_RESOURCES,
  ...CLOUDWATCH_RESOURCES,
  ...DYNAMODB_RESOURCES,
  ...IAM_RESOURCES,
  ...LAMBDA_RESOURCES,
  ...LOGS_RESOURCES,
  ...S3_RESOURCES,
  ...SFN_RESOURCES,
  ...VPC_RESOURCES,
} as unknown as Loads<AnyBehaviour>;

export const DATA_SOURCES = {
  ...API_GATEWAY_DATA_SOURCES,
  ...APIGATEWAYV2_DATA_SOURCES,
  ...DYNAMODB_DATA_SOURCES,
  ...IAM_DATA_SOURCES,
  ...LAMBDA_DATA_SOURCES,
  ...LOGS_DATA_SOURCES,
  ...META_DATA_SOURCES,
  ...S3_DATA_SOURCES,
  ...SFN_DATA_SOURCES,
  ...STS_DATA_SOURCES,
  ...VPC_DATA_SOURCES,
} as unknown as Loads<AnyDataBehaviour>;
