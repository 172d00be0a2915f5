import type {
  ApiKeySourceType,
  EndpointType,
  RestApi as Found,
  IpAddressType,
  PatchOperation,
} from "@aws-sdk/client-api-gateway";
import type { Aws } from "../framework/aws.ts";
import { defineDataSource, defineResource, type FoundIn, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, everyPage, given, some, someEntries } from "../framework/given.ts";
import { normalizedJson } from "../framework/json.ts";
import { policyFound, samePolicy } from "../framework/policy.ts";
import { awsTime } from "../framework/time.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import type { ApiGatewayDataSources } from "../schema/api_gateway-data.generated.ts";
import { executionArn, GONE, gatewayArn, itemPatches, replace, retagGateway } from "./ids.ts";

type RestApi = ApiGatewayResources["aws_api_gateway_rest_api"];

export const awsApiGatewayRestApi = defineResource<RestApi>({
  title: "API Gateway REST API",
  named: (planned) => planned.name,

  async create(planned, aws, keep) {
    const [endpoint] = planned.endpoint_configuration;
    const created = await aws.call("api-gateway", "CreateRestApi", {
      name: planned.name,
      description: given(planned.description),
      apiKeySource: given(planned.api_key_source) as ApiKeySourceType | undefined,
      binaryMediaTypes: some(planned.binary_media_types),
      disableExecuteApiEndpoint: given(planned.disable_execute_api_endpoint),
      ...(endpoint && {
        endpointConfiguration: {
          types: [...endpoint.types] as EndpointType[],
          vpcEndpointIds: some(endpoint.vpc_endpoint_ids),
          ipAddressType: given(endpoint.ip_address_type) as IpAddressType | undefined,
        },
      }),
      ...(planned.minimum_compression_size && { minimumCompressionSize: Number(planned.minimum_compression_size) }),
      policy: given(planned.policy),
      tags: someEntries(planned.tags_all),
    });
    const id = created.id ?? "";
    keep(id);
    if (planned.body) await putBody(aws, id, planned);
    return { id };
  },

  async read(state, aws) {
    const api = await unless(aws.call("api-gateway", "GetRestApi", { restApiId: state.id }), GONE);
    if (!api) return undefined;
    return {
      ...restApiFound(aws, api, state.policy),
      created_date: awsTime(api.createdDate),
    } satisfies FoundIn<RestApi>;
  },

  async update(planned, aws, prior) {
    if (differs(prior, planned, "body") && planned.body) await putBody(aws, planned.id, planned);
    const patchOperations = patches(prior, planned);
    if (patchOperations.length > 0)
      await aws.call("api-gateway", "UpdateRestApi", { restApiId: planned.id, patchOperations });
    await retagGateway(aws, gatewayArn(aws, `restapis/${planned.id}`), prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteRestApi", { restApiId: prior.id }), GONE);
  },

  importId: () => ({ put_rest_api_mode: "overwrite" }),
  // The usual mode is only written once another one has been.
  equivalent: { policy: samePolicy, put_rest_api_mode: (prior, next) => prior === "" && next === "overwrite" },
  normalize: { policy: normalizedJson },
});

/** The document, and over it what the configuration says beside it. */
async function putBody(aws: Aws, restApiId: string, planned: RestApi): Promise<void> {
  const api = await aws.call("api-gateway", "PutRestApi", {
    restApiId,
    body: Buffer.from(planned.body ?? ""),
    failOnWarnings: planned.fail_on_warnings ?? false,
    mode: planned.put_rest_api_mode === "merge" ? "merge" : "overwrite",
    parameters: someEntries(planned.parameters),
  });
  const patchOperations = [
    ...(api.name === planned.name ? [] : [replace("/name", planned.name)]),
    ...(planned.description && api.description !== planned.description
      ? [replace("/description", planned.description)]
      : []),
    ...(planned.policy ? [replace("/policy", planned.policy)] : []),
  ];
  if (patchOperations.length > 0) await aws.call("api-gateway", "UpdateRestApi", { restApiId, patchOperations });
}

function patches(prior: RestApi, planned: RestApi): PatchOperation[] {
  const changed = (name: keyof RestApi): boolean => differs(prior, planned, name);
  const [before, after] = [prior.endpoint_configuration[0], planned.endpoint_configuration[0]];
  return [
    ...(changed("name") ? [replace("/name", planned.name)] : []),
    ...(changed("description") ? [replace("/description", planned.description)] : []),
    ...(changed("api_key_source") ? [replace("/apiKeySource", planned.api_key_source)] : []),
    ...(changed("disable_execute_api_endpoint")
      ? [replace("/disableExecuteApiEndpoint", planned.disable_execute_api_endpoint ?? false)]
      : []),
    ...(changed("minimum_compression_size")
      ? [replace("/minimumCompressionSize", planned.minimum_compression_size)]
      : []),
    ...(changed("policy") ? [replace("/policy", planned.policy)] : []),
    ...itemPatches("/binaryMediaTypes", prior.binary_media_types, planned.binary_media_types, true),
    ...(before && after && before.types[0] !== after.types[0]
      ? [replace(`/endpointConfiguration/types/0`, after.types[0])]
      : []),
    ...itemPatches(
      "/endpointConfiguration/vpcEndpointIds",
      before?.vpc_endpoint_ids ?? [],
      after?.vpc_endpoint_ids ?? [],
      false,
    ),
  ];
}

function restApiFound(aws: Aws, api: Found, policy: string | null) {
  const endpoint = api.endpointConfiguration;
  return {
    api_key_source: api.apiKeySource,
    arn: gatewayArn(aws, `restapis/${api.id}`),
    binary_media_types: api.binaryMediaTypes ?? [],
    description: api.description,
    disable_execute_api_endpoint: api.disableExecuteApiEndpoint,
    endpoint_configuration: endpoint
      ? [
          {
            ip_address_type: endpoint.ipAddressType,
            types: endpoint.types,
            vpc_endpoint_ids: endpoint.vpcEndpointIds,
          },
        ]
      : [],
    execution_arn: executionArn(aws, api.id ?? ""),
    minimum_compression_size: api.minimumCompressionSize?.toString(),
    name: api.name,
    policy: policyFound(policy, unescaped(api.policy)),
    root_resource_id: api.rootResourceId,
    tags: api.tags ?? {},
  };
}

/** AWS gives the policy as it would stand inside a JSON text. */
export const unescaped = (policy: string | undefined): string | undefined =>
  policy?.includes('\\"') ? (JSON.parse(`"${policy}"`) as string) : policy;

export const awsApiGatewayRestApiData = defineDataSource<ApiGatewayDataSources["aws_api_gateway_rest_api"]>({
  title: "API Gateway REST API",
  async read({ name }, aws) {
    const apis = await everyPage(
      (position) => aws.call("api-gateway", "GetRestApis", { position, limit: 500 }),
      (answer) => answer.items,
      (answer) => answer.position,
    );
    const [api, second] = apis.filter((one) => one.name === name);
    if (!api) throw new Refusal("no matching API Gateway REST API found");
    if (second)
      throw new Refusal(
        "multiple API Gateway REST APIs matched; use additional constraints to reduce matches to a single API Gateway REST API",
      );
    const { disable_execute_api_endpoint: _, ...found } = restApiFound(aws, api, null);
    return { id: api.id, ...found, policy: api.policy };
  },
});
