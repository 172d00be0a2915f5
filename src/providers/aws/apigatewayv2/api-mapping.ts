import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";

export const awsApigatewayv2ApiMapping = defineResource<Apigatewayv2Resources["aws_apigatewayv2_api_mapping"]>({
  title: "API Gateway v2 API Mapping",
  named: (planned) => planned.domain_name,
  async create(planned, aws) {
    const { ApiMappingId = "" } = await aws.call("apigatewayv2", "CreateApiMapping", {
      ApiId: planned.api_id,
      DomainName: planned.domain_name,
      Stage: planned.stage,
      ApiMappingKey: given(planned.api_mapping_key),
    });
    return { id: ApiMappingId };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("apigatewayv2", "GetApiMapping", { ApiMappingId: state.id, DomainName: state.domain_name }),
      "NotFoundException",
    );
    return found && { api_id: found.ApiId ?? "", api_mapping_key: found.ApiMappingKey, stage: found.Stage ?? "" };
  },
  async update(planned, aws) {
    await aws.call("apigatewayv2", "UpdateApiMapping", {
      ApiId: planned.api_id,
      ApiMappingId: planned.id,
      DomainName: planned.domain_name,
      Stage: planned.stage,
      ApiMappingKey: planned.api_mapping_key ?? "",
    });
  },
  async delete(prior, aws) {
    await unless(
      aws.call("apigatewayv2", "DeleteApiMapping", { ApiMappingId: prior.id, DomainName: prior.domain_name }),
      "NotFoundException",
    );
  },
  importId(id) {
    const [mapping, domain, ...rest] = id.split("/");
    if (!mapping || !domain || rest.length > 0)
      throw new Refusal(`wrong format of import ID (${id}), use: 'api-mapping-id/domain-name'`);
    return { id: mapping, domain_name: domain };
  },
});
