/** The schema tables of all services. */
import type { ServiceTable, TypeTable } from "./framework/table.ts";
import apiGateway from "./schema/api_gateway.generated.json" with { type: "json" };
import apiGatewayV2 from "./schema/apigatewayv2.generated.json" with { type: "json" };
import cloudwatch from "./schema/cloudwatch.generated.json" with { type: "json" };
import dynamodb from "./schema/dynamodb.generated.json" with { type: "json" };
import iam from "./schema/iam.generated.json" with { type: "json" };
import lambda from "./schema/lambda.generated.json" with { type: "json" };
import logs from "./schema/logs.generated.json" with { type: "json" };
import meta from "./schema/meta.generated.json" with { type: "json" };
import neighbours from "./schema/neighbours.generated.json" with { type: "json" };
import provider from "./schema/provider.generated.json" with { type: "json" };
import s3 from "./schema/s3.generated.json" with { type: "json" };
import sfn from "./schema/sfn.generated.json" with { type: "json" };
import sts from "./schema/sts.generated.json" with { type: "json" };
import vpc from "./schema/vpc.generated.json" with { type: "json" };

export const TABLES: readonly ServiceTable[] = [
  iam,
  sts,
  meta,
  lambda,
  logs,
  cloudwatch,
  dynamodb,
  sfn,
  apiGatewayV2,
  apiGateway,
  vpc,
  s3,
  neighbours,
] as unknown as ServiceTable[];

export const PROVIDER_TABLE = provider.resources.provider as unknown as TypeTable;
