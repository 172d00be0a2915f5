import type { DynamoOperation } from "./operation.ts";

/** The SDKs' endpoint discovery comes back to where it asked. */
export const describeEndpoints: DynamoOperation<"DescribeEndpoints"> = (_input, context) => ({
  Endpoints: [
    {
      Address: context.headers["host"] ?? `dynamodb.${context.region}.amazonaws.com`,
      CachePeriodInMinutes: 1440,
    },
  ],
});
