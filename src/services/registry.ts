/** The services of the cloud, one line each, loaded when first needed. The names are those of the SDK's clients. */
import type { Service } from "../cloud/service.ts";
import type { Key } from "../store/store.ts";

export interface ServiceEntry {
  load(): Promise<Service>;
  /** Loaded with the cloud and not on demand: it listens to the bus, resumes timers or answers endpoints of its own. */
  readonly eager?: boolean;
  /** Loaded with the cloud only when there is data under this key, which it goes on with: timers, copies, deletions. */
  readonly resumes?: Key;
}

export const serviceRegistry: Readonly<Record<string, ServiceEntry>> = {
  "api-gateway": { load: async () => (await import("./api-gateway/service.ts")).apiGateway, eager: true },
  apigatewayv2: { load: async () => (await import("./apigatewayv2/service.ts")).apiGatewayV2, eager: true },
  cloudwatch: { load: async () => (await import("./cloudwatch/service.ts")).cloudWatch, eager: true },
  "cloudwatch-logs": {
    load: async () => (await import("./cloudwatch-logs/service.ts")).cloudWatchLogs,
    eager: true,
  },
  dynamodb: { load: async () => (await import("./dynamodb/service.ts")).dynamodb, resumes: ["ddb-table"] },
  "dynamodb-streams": {
    load: async () => (await import("./dynamodb-streams/service.ts")).dynamodbStreams,
    resumes: ["ddb-streams"],
  },
  ec2: { load: async () => (await import("./ec2/service.ts")).ec2 },
  iam: { load: async () => (await import("./iam/service.ts")).iam },
  lambda: { load: async () => (await import("./lambda/service.ts")).lambda, eager: true },
  s3: { load: async () => (await import("./s3/service.ts")).s3, resumes: ["s3", "bucket"] },
  sfn: { load: async () => (await import("./sfn/service.ts")).sfn, eager: true },
  sts: { load: async () => (await import("./sts/service.ts")).sts },
};
