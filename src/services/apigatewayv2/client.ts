import type * as client from "@aws-sdk/client-apigatewayv2";

export type ApiGatewayV2 = typeof client;
