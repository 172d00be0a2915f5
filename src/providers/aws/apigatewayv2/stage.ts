import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { apiArn, executeArn, present, protocolOf, retagApi } from "./ids.ts";
import { routeSettingsFound, routeSettingsInput } from "./route-settings.ts";

type Stage = Apigatewayv2Resources["aws_apigatewayv2_stage"];

export const awsApigatewayv2Stage = defineResource<Stage>({
  title: "API Gateway v2 Stage",
  named: (planned) => planned.name,
  keptBlocks: ["default_route_settings"],
  equivalent: {
    "default_route_settings.throttling_burst_limit": (_, next) => next === "0",
    "default_route_settings.throttling_rate_limit": (_, next) => next === "0",
  },

  async create(planned, aws) {
    const { api_id: ApiId, name: StageName } = planned;
    const ProtocolType = await protocolOf(aws, ApiId);
    const [defaults] = planned.default_route_settings;
    await aws.call("apigatewayv2", "CreateStage", {
      ApiId,
      StageName,
      AutoDeploy: planned.auto_deploy ?? false,
      AccessLogSettings: accessLog(planned),
      ClientCertificateId: given(planned.client_certificate_id),
      DefaultRouteSettings: defaults && routeSettingsInput(defaults, ProtocolType),
      DeploymentId: given(planned.deployment_id),
      Description: given(planned.description),
      RouteSettings: someEntries(routeSettings(planned, ProtocolType)),
      StageVariables: someEntries(planned.stage_variables),
      Tags: someEntries(planned.tags_all),
    });
    return { id: StageName };
  },

  async read(state, aws) {
    const { api_id: ApiId, id: StageName } = state;
    const stage = await unless(aws.call("apigatewayv2", "GetStage", { ApiId, StageName }), "NotFoundException");
    if (!stage) return undefined;
    const { ApiEndpoint, ProtocolType } = await aws.call("apigatewayv2", "GetApi", { ApiId });
    const log = stage.AccessLogSettings;
    return {
      access_log_settings: log ? [{ destination_arn: log.DestinationArn, format: log.Format }] : [],
      arn: apiArn(aws, `/apis/${ApiId}/stages/${StageName}`),
      auto_deploy: stage.AutoDeploy,
      client_certificate_id: stage.ClientCertificateId,
      default_route_settings: stage.DefaultRouteSettings ? [routeSettingsFound(stage.DefaultRouteSettings)] : [],
      deployment_id: stage.DeploymentId,
      description: stage.Description,
      execution_arn: executeArn(aws, `${ApiId}/${StageName}`),
      invoke_url: `${ApiEndpoint ?? ""}/${ProtocolType === "HTTP" && StageName === "$default" ? "" : StageName}`,
      name: stage.StageName,
      route_settings: Object.entries(stage.RouteSettings ?? {}).map(([route_key, settings]) => ({
        route_key,
        ...routeSettingsFound(settings),
      })),
      stage_variables: stage.StageVariables,
      tags: stage.Tags ?? {},
    };
  },

  async update(planned, aws, prior) {
    const { api_id: ApiId, id: StageName } = planned;
    const changed = (name: keyof Stage): boolean => differs(prior, planned, name);
    const ProtocolType = await protocolOf(aws, ApiId);
    const [defaults] = planned.default_route_settings;
    for (const { route_key } of prior.route_settings)
      if (!planned.route_settings.some((one) => one.route_key === route_key))
        await aws.call("apigatewayv2", "DeleteRouteSettings", { ApiId, StageName, RouteKey: route_key });
    const gone = Object.keys(prior.stage_variables).filter((name) => !(name in planned.stage_variables));
    const input = {
      ...(changed("access_log_settings") && { AccessLogSettings: accessLog(planned) ?? {} }),
      ...(changed("auto_deploy") && { AutoDeploy: planned.auto_deploy ?? false }),
      ...(changed("client_certificate_id") && { ClientCertificateId: planned.client_certificate_id ?? "" }),
      ...(changed("default_route_settings") &&
        defaults && { DefaultRouteSettings: routeSettingsInput(defaults, ProtocolType) }),
      ...(changed("deployment_id") && { DeploymentId: planned.deployment_id ?? "" }),
      ...(changed("description") && { Description: planned.description ?? "" }),
      ...(changed("route_settings") && { RouteSettings: routeSettings(planned, ProtocolType) }),
      ...(changed("stage_variables") && {
        StageVariables: { ...planned.stage_variables, ...Object.fromEntries(gone.map((name) => [name, ""])) },
      }),
    };
    if (Object.keys(input).length > 0) await aws.call("apigatewayv2", "UpdateStage", { ApiId, StageName, ...input });
    await retagApi(aws, prior.arn ?? "", prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    const { api_id: ApiId, id: StageName } = prior;
    await unless(aws.call("apigatewayv2", "DeleteStage", { ApiId, StageName }), "NotFoundException");
  },

  async importId(id, aws) {
    const [apiId, name, ...rest] = id.split("/");
    if (!apiId || !name || rest.length > 0)
      throw new Refusal(`wrong format of import ID (${id}), use: 'api-id/stage-name'`);
    await present(aws.call("apigatewayv2", "GetStage", { ApiId: apiId, StageName: name }));
    return { id: name, api_id: apiId, name };
  },
});

function accessLog({ access_log_settings: [log] }: Stage) {
  return log && { DestinationArn: log.destination_arn.replace(/:\*$/, ""), Format: log.format };
}

const routeSettings = ({ route_settings }: Stage, protocol: string | undefined) =>
  Object.fromEntries(route_settings.map((one) => [one.route_key, routeSettingsInput(one, protocol)]));
