import type * as client from "@aws-sdk/client-cloudwatch-logs";

export type CloudWatchLogs = typeof client;
