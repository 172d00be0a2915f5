import type * as client from "@aws-sdk/client-cloudwatch";

export type CloudWatch = typeof client;
