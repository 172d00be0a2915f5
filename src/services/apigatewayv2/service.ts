/** Amazon API Gateway v2: HTTP and WebSocket APIs, spoken in restJson1. */
import type { Service } from "../../cloud/service.ts";
import { createApi, deleteApi, deleteCorsConfiguration, getApi, getApis, updateApi } from "./apis.ts";
import { createAuthorizer, deleteAuthorizer, getAuthorizer, getAuthorizers, updateAuthorizer } from "./authorizers.ts";
import { createDeployment, deleteDeployment, getDeployment, getDeployments, updateDeployment } from "./deployments.ts";
import { httpApiEndpoint } from "./http-api/endpoint.ts";
import {
  createIntegration,
  deleteIntegration,
  getIntegration,
  getIntegrations,
  updateIntegration,
} from "./integrations.ts";
import { createRoute, deleteRoute, deleteRouteRequestParameter, getRoute, getRoutes, updateRoute } from "./routes.ts";
import {
  createStage,
  deleteAccessLogSettings,
  deleteRouteSettings,
  deleteStage,
  getStage,
  getStages,
  updateStage,
} from "./stages.ts";
import { getTags, tagResource, untagResource } from "./tagging.ts";

export const apiGatewayV2: Service = {
  name: "apigatewayv2",
  endpoints: [httpApiEndpoint],
  operations: {
    CreateApi: createApi,
    CreateAuthorizer: createAuthorizer,
    CreateDeployment: createDeployment,
    CreateIntegration: createIntegration,
    CreateRoute: createRoute,
    CreateStage: createStage,
    DeleteAccessLogSettings: deleteAccessLogSettings,
    DeleteApi: deleteApi,
    DeleteAuthorizer: deleteAuthorizer,
    DeleteCorsConfiguration: deleteCorsConfiguration,
    DeleteDeployment: deleteDeployment,
    DeleteIntegration: deleteIntegration,
    DeleteRoute: deleteRoute,
    DeleteRouteRequestParameter: deleteRouteRequestParameter,
    DeleteRouteSettings: deleteRouteSettings,
    DeleteStage: deleteStage,
    GetApi: getApi,
    GetApis: getApis,
    GetAuthorizer: getAuthorizer,
    GetAuthorizers: getAuthorizers,
    GetDeployment: getDeployment,
    GetDeployments: getDeployments,
    GetIntegration: getIntegration,
    GetIntegrations: getIntegrations,
    GetRoute: getRoute,
    GetRoutes: getRoutes,
    GetStage: getStage,
    GetStages: getStages,
    GetTags: getTags,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateApi: updateApi,
    UpdateAuthorizer: updateAuthorizer,
    UpdateDeployment: updateDeployment,
    UpdateIntegration: updateIntegration,
    UpdateRoute: updateRoute,
    UpdateStage: updateStage,
  },
};
