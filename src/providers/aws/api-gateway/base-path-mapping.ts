import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, replace } from "./ids.ts";

type Mapping = ApiGatewayResources["aws_api_gateway_base_path_mapping"];

/** What AWS calls the path of a mapping for the whole domain. */
const WHOLE = "(none)";

const idOf = ({ domain_name, base_path, domain_name_id }: Mapping): string =>
  [domain_name, base_path ?? "", ...(domain_name_id ? [domain_name_id] : [])].join("/");

function placeOf(id: string) {
  const [domainName = "", path, domainNameId, ...rest] = id.split("/");
  if (!domainName || path === undefined || rest.length > 0)
    throw new Refusal(
      `unexpected format of ID (${JSON.stringify(id)}), expected DOMAIN-NAME/BASE-PATH or DOMAIN-NAME/BASE-PATH/DOMAIN-NAME-ID`,
    );
  return { domainName, basePath: path || WHOLE, ...(domainNameId && { domainNameId }) };
}

export const awsApiGatewayBasePathMapping = defineResource<Mapping>({
  title: "API Gateway Base Path Mapping",
  named: () => null,

  async create(planned, aws) {
    await aws.call("api-gateway", "CreateBasePathMapping", {
      restApiId: planned.api_id,
      domainName: planned.domain_name,
      domainNameId: given(planned.domain_name_id),
      basePath: given(planned.base_path),
      stage: given(planned.stage_name),
    });
    return { id: idOf(planned) };
  },

  async read(state, aws) {
    const place = placeOf(state.id);
    const found = await unless(aws.call("api-gateway", "GetBasePathMapping", place), GONE);
    return (
      found && {
        api_id: found.restApiId,
        base_path: found.basePath === WHOLE ? "" : found.basePath,
        domain_name: place.domainName,
        domain_name_id: place.domainNameId,
        stage_name: found.stage,
      }
    );
  },

  async update(planned, aws, prior) {
    const patchOperations: PatchOperation[] = [
      ...(differs(prior, planned, "stage_name") ? [replace("/stage", planned.stage_name)] : []),
      ...(differs(prior, planned, "api_id") ? [replace("/restapiId", planned.api_id)] : []),
      ...(differs(prior, planned, "base_path") ? [replace("/basePath", planned.base_path)] : []),
    ];
    await aws.call("api-gateway", "UpdateBasePathMapping", { ...placeOf(prior.id), patchOperations });
    return idOf(planned);
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteBasePathMapping", placeOf(prior.id)), GONE);
  },
});
