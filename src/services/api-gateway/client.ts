import type * as client from "@aws-sdk/client-api-gateway";

export type ApiGateway = typeof client;
