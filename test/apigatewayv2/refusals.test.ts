/** What API Gateway refuses of HTTP APIs. */
import * as Api from "@aws-sdk/client-apigatewayv2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let client: Api.ApiGatewayV2Client;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new Api.ApiGatewayV2Client(cloud.clientConfig);
});
afterAll(() => cloud.stop());

test.each<[string, (ApiId: string | undefined) => object, string]>([
  // Source: AWS's answers as its users report them.
  [
    "an unknown protocol",
    () => new Api.CreateApiCommand({ Name: "x", ProtocolType: "FTP" as "HTTP" }),
    "Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]",
  ],
  [
    "a timeout too short",
    (ApiId) =>
      new Api.CreateIntegrationCommand({
        ApiId,
        IntegrationType: "HTTP_PROXY",
        PayloadFormatVersion: "1.0",
        TimeoutInMillis: 10,
      }),
    "Timeout should be between 50 ms and 30000 ms",
  ],
  [
    "a Lambda authorizer without a payload format",
    (ApiId) => new Api.CreateAuthorizerCommand({ ApiId, Name: "a", AuthorizerType: "REQUEST", IdentitySource: [] }),
    "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer",
  ],
  [
    "execution logs",
    (ApiId) => new Api.CreateStageCommand({ ApiId, StageName: "s", DefaultRouteSettings: { LoggingLevel: "INFO" } }),
    "Execution logs are not supported on protocol type HTTP",
  ],
])("refused: %s", async (_, command, message) => {
  const { ApiId } = await client.send(new Api.CreateApiCommand({ Name: "strict", ProtocolType: "HTTP" }));
  expect(await refusalOf(client, command(ApiId) as Api.CreateApiCommand)).toBe(`BadRequestException: ${message}`);
});
