/** WebSocket parts, VPC links, domain names and mappings: kept, told and refused. */
import * as Api from "@aws-sdk/client-apigatewayv2";
import * as Ec2 from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let client: Api.ApiGatewayV2Client;
let ApiId: string | undefined;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new Api.ApiGatewayV2Client(cloud.clientConfig);
  const made = await client.send(
    new Api.CreateApiCommand({
      Name: "ws",
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.action",
    }),
  );
  ApiId = made.ApiId;
});
afterAll(() => cloud.stop());

test("a model must be JSON and its name its own", async () => {
  const model = { ApiId, Name: "order", ContentType: "application/json", Schema: '{"type":"object"}' };
  const { ModelId } = await client.send(new Api.CreateModelCommand(model));
  expect(await refusalOf(client, new Api.CreateModelCommand(model))).toMatch(/^ConflictException: /);
  expect(await refusalOf(client, new Api.CreateModelCommand({ ...model, Name: "x", Schema: "{" }))).toMatch(
    /^BadRequestException: /,
  );
  await client.send(new Api.UpdateModelCommand({ ApiId, ModelId, Description: "d" }));
  expect(await client.send(new Api.GetModelCommand({ ApiId, ModelId }))).toMatchObject({
    Name: "order",
    Description: "d",
  });
  await client.send(new Api.DeleteModelCommand({ ApiId, ModelId }));
  expect(await refusalOf(client, new Api.GetModelCommand({ ApiId, ModelId }))).toMatch(/^NotFoundException: /);
});

test("responses belong to their integration and route", async () => {
  const { IntegrationId } = await client.send(new Api.CreateIntegrationCommand({ ApiId, IntegrationType: "MOCK" }));
  const key = { ApiId, IntegrationId, IntegrationResponseKey: "/200/" };
  const made = await client.send(new Api.CreateIntegrationResponseCommand(key));
  expect(made).not.toHaveProperty("IntegrationId");
  expect(await refusalOf(client, new Api.CreateIntegrationResponseCommand(key))).toMatch(/^ConflictException: /);
  const { Items } = await client.send(new Api.GetIntegrationResponsesCommand({ ApiId, IntegrationId }));
  expect(Items?.map(({ IntegrationResponseKey }) => IntegrationResponseKey)).toEqual(["/200/"]);
  const { RouteId } = await client.send(new Api.CreateRouteCommand({ ApiId, RouteKey: "$default" }));
  const response = await client.send(
    new Api.CreateRouteResponseCommand({ ApiId, RouteId, RouteResponseKey: "$default" }),
  );
  const { RouteResponseId } = response;
  expect(await client.send(new Api.GetRouteResponseCommand({ ApiId, RouteId, RouteResponseId }))).toMatchObject({
    RouteResponseKey: "$default",
  });
});

test("a domain name maps paths to stages", async () => {
  await client.send(new Api.CreateStageCommand({ ApiId, StageName: "prod" }));
  const DomainName = "api.example.com";
  const CertificateArn = "arn:aws:acm:us-east-1:000000000000:certificate/1";
  const made = await client.send(
    new Api.CreateDomainNameCommand({ DomainName, DomainNameConfigurations: [{ CertificateArn }], Tags: { a: "b" } }),
  );
  expect(made.DomainNameConfigurations?.[0]).toMatchObject({
    DomainNameStatus: "AVAILABLE",
    SecurityPolicy: "TLS_1_2",
  });
  expect((await client.send(new Api.GetTagsCommand({ ResourceArn: made.DomainNameArn }))).Tags).toEqual({ a: "b" });
  const mapping = { DomainName, ApiId, Stage: "prod", ApiMappingKey: "v1" };
  const { ApiMappingId } = await client.send(new Api.CreateApiMappingCommand(mapping));
  expect(await refusalOf(client, new Api.CreateApiMappingCommand(mapping))).toMatch(/^ConflictException: /);
  expect(await refusalOf(client, new Api.CreateApiMappingCommand({ ...mapping, Stage: "none" }))).toMatch(
    /^NotFoundException: /,
  );
  expect(await client.send(new Api.GetApiMappingCommand({ DomainName, ApiMappingId }))).toMatchObject({
    ApiMappingKey: "v1",
  });
  await client.send(new Api.DeleteDomainNameCommand({ DomainName }));
  expect(await refusalOf(client, new Api.GetDomainNameCommand({ DomainName }))).toBe(
    "NotFoundException: Invalid domain name identifier specified",
  );
});

test("a VPC link needs subnets that are there", async () => {
  const wrong = new Api.CreateVpcLinkCommand({ Name: "l", SubnetIds: ["subnet-1"] });
  expect(await refusalOf(client, wrong)).toMatch(/The subnet ID 'subnet-1' does not exist$/);
  const { Subnets } = await new Ec2.EC2Client(cloud.clientConfig).send(new Ec2.DescribeSubnetsCommand({}));
  const SubnetIds = [Subnets?.[0]?.SubnetId ?? ""];
  const { VpcLinkId, VpcLinkStatus } = await client.send(new Api.CreateVpcLinkCommand({ Name: "l", SubnetIds }));
  expect(VpcLinkStatus).toBe("PENDING");
  expect(await client.send(new Api.GetVpcLinkCommand({ VpcLinkId }))).toMatchObject({
    VpcLinkStatus: "AVAILABLE",
    SubnetIds,
  });
});

// Source: the API reference (`apiGatewayManaged` of routes, integrations and stages).
test("what comes with an API of a target is API Gateway's own", async () => {
  const { ApiId: quick } = await client.send(
    new Api.CreateApiCommand({ Name: "quick", ProtocolType: "HTTP", Target: "https://example.com" }),
  );
  const own = { ApiId: quick };
  const { Items: routes } = await client.send(new Api.GetRoutesCommand(own));
  const { Items: integrations } = await client.send(new Api.GetIntegrationsCommand(own));
  const { Items: stages } = await client.send(new Api.GetStagesCommand(own));
  expect(routes).toMatchObject([{ RouteKey: "$default", ApiGatewayManaged: true }]);
  expect(integrations).toMatchObject([{ IntegrationType: "HTTP_PROXY", ApiGatewayManaged: true }]);
  expect(stages).toMatchObject([{ StageName: "$default", AutoDeploy: true, ApiGatewayManaged: true }]);
  expect(await refusalOf(client, new Api.CreateStageCommand({ ...own, StageName: "a b" }))).toMatch(
    /^BadRequestException: Stage name only allows/,
  );
});

// The real aws provider sends the lists that a configuration leaves out as empty ones.
test("empty lists of CORS are not kept", async () => {
  const made = await client.send(
    new Api.CreateApiCommand({
      Name: "cors",
      ProtocolType: "HTTP",
      CorsConfiguration: { AllowHeaders: [], AllowOrigins: ["*"], ExposeHeaders: ["X-A"], MaxAge: 300 },
    }),
  );
  expect(made.CorsConfiguration).toEqual({
    AllowOrigins: ["*"],
    AllowCredentials: false,
    ExposeHeaders: ["x-a"],
    MaxAge: 300,
  });
});
