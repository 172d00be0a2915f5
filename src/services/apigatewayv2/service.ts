/** Amazon API Gateway v2: HTTP and WebSocket APIs, spoken in restJson1. */
import type { Service } from "../../cloud/service.ts";
import { createApiMapping, deleteApiMapping, getApiMapping, getApiMappings, updateApiMapping } from "./api-mappings.ts";
import { createApi, deleteApi, deleteCorsConfiguration, getApi, getApis, updateApi } from "./apis.ts";
import {
  createAuthorizer,
  deleteAuthorizer,
  getAuthorizer,
  getAuthorizers,
  resetAuthorizersCache,
  updateAuthorizer,
} from "./authorizers.ts";
import { createDeployment, deleteDeployment, getDeployment, getDeployments, updateDeployment } from "./deployments.ts";
import { createDomainName, deleteDomainName, getDomainName, getDomainNames, updateDomainName } from "./domain-names.ts";
import { exportApi } from "./export-api.ts";
import { httpApiEndpoint } from "./http-api/endpoint.ts";
import { importApi, reimportApi } from "./import-api.ts";
import {
  createIntegrationResponse,
  deleteIntegrationResponse,
  getIntegrationResponse,
  getIntegrationResponses,
  updateIntegrationResponse,
} from "./integration-responses.ts";
import {
  createIntegration,
  deleteIntegration,
  getIntegration,
  getIntegrations,
  updateIntegration,
} from "./integrations.ts";
import { createModel, deleteModel, getModel, getModels, updateModel } from "./models.ts";
import {
  createRouteResponse,
  deleteRouteResponse,
  getRouteResponse,
  getRouteResponses,
  updateRouteResponse,
} from "./route-responses.ts";
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
import { createVpcLink, deleteVpcLink, getVpcLink, getVpcLinks, updateVpcLink } from "./vpc-links.ts";
import { webSocketEndpoint } from "./websocket/endpoint.ts";

export const apiGatewayV2: Service = {
  name: "apigatewayv2",
  endpoints: [webSocketEndpoint, httpApiEndpoint],
  operations: {
    CreateApi: createApi,
    CreateApiMapping: createApiMapping,
    CreateAuthorizer: createAuthorizer,
    CreateDeployment: createDeployment,
    CreateDomainName: createDomainName,
    CreateIntegration: createIntegration,
    CreateIntegrationResponse: createIntegrationResponse,
    CreateModel: createModel,
    CreateRoute: createRoute,
    CreateRouteResponse: createRouteResponse,
    CreateStage: createStage,
    CreateVpcLink: createVpcLink,
    DeleteAccessLogSettings: deleteAccessLogSettings,
    DeleteApi: deleteApi,
    DeleteApiMapping: deleteApiMapping,
    DeleteAuthorizer: deleteAuthorizer,
    DeleteCorsConfiguration: deleteCorsConfiguration,
    DeleteDeployment: deleteDeployment,
    DeleteDomainName: deleteDomainName,
    DeleteIntegration: deleteIntegration,
    DeleteIntegrationResponse: deleteIntegrationResponse,
    DeleteModel: deleteModel,
    DeleteRoute: deleteRoute,
    DeleteRouteRequestParameter: deleteRouteRequestParameter,
    DeleteRouteResponse: deleteRouteResponse,
    DeleteRouteSettings: deleteRouteSettings,
    DeleteStage: deleteStage,
    DeleteVpcLink: deleteVpcLink,
    ExportApi: exportApi,
    GetApi: getApi,
    GetApiMapping: getApiMapping,
    GetApiMappings: getApiMappings,
    GetApis: getApis,
    GetAuthorizer: getAuthorizer,
    GetAuthorizers: getAuthorizers,
    GetDeployment: getDeployment,
    GetDeployments: getDeployments,
    GetDomainName: getDomainName,
    GetDomainNames: getDomainNames,
    GetIntegration: getIntegration,
    GetIntegrationResponse: getIntegrationResponse,
    GetIntegrationResponses: getIntegrationResponses,
    GetIntegrations: getIntegrations,
    GetModel: getModel,
    GetModels: getModels,
    GetRoute: getRoute,
    GetRouteResponse: getRouteResponse,
    GetRouteResponses: getRouteResponses,
    GetRoutes: getRoutes,
    GetStage: getStage,
    GetStages: getStages,
    GetTags: getTags,
    GetVpcLink: getVpcLink,
    GetVpcLinks: getVpcLinks,
    ImportApi: importApi,
    ReimportApi: reimportApi,
    ResetAuthorizersCache: resetAuthorizersCache,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateApi: updateApi,
    UpdateApiMapping: updateApiMapping,
    UpdateAuthorizer: updateAuthorizer,
    UpdateDeployment: updateDeployment,
    UpdateDomainName: updateDomainName,
    UpdateIntegration: updateIntegration,
    UpdateIntegrationResponse: updateIntegrationResponse,
    UpdateModel: updateModel,
    UpdateRoute: updateRoute,
    UpdateRouteResponse: updateRouteResponse,
    UpdateStage: updateStage,
    UpdateVpcLink: updateVpcLink,
  },
};
