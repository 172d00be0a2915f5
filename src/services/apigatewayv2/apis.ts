/** APIs: CreateApi, GetApi, GetApis, UpdateApi, DeleteApi, DeleteCorsConfiguration. */
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { changed, given } from "./changes.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { autoDeploy } from "./deployments.ts";
import { page } from "./page.ts";
import { quickCreate } from "./quick-create.ts";
import { type Api, allApis, type CorsConfiguration, newApiId, removeApi, requireApi, saveApi } from "./store.ts";

const HTTP_SELECTION = "$request.method $request.path";
const KEY_SELECTION = "$request.header.x-api-key";

export const createApi: Operation<ApiGatewayV2, "CreateApi"> = (input, context) => {
  const { ProtocolType, RouteSelectionExpression } = input;
  if (ProtocolType !== "HTTP" && ProtocolType !== "WEBSOCKET") {
    throw new ServiceException("BadRequestException", "Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]");
  }
  if (ProtocolType === "WEBSOCKET" && RouteSelectionExpression === undefined) {
    throw new ServiceException("BadRequestException", "RouteSelectionExpression must be provided for a WebSocket API");
  }
  if (ProtocolType === "WEBSOCKET" && input.CorsConfiguration) {
    throw new ServiceException("BadRequestException", "CORS is not supported for WebSocket APIs");
  }
  const { store } = context;
  const name = input.Name as string;
  const api: Api = {
    ApiId: newApiId(store, context, name, input.Tags?.["_custom_id_"]),
    Name: name,
    ProtocolType: ProtocolType as Api["ProtocolType"],
    RouteSelectionExpression: RouteSelectionExpression ?? HTTP_SELECTION,
    ApiKeySelectionExpression: input.ApiKeySelectionExpression ?? KEY_SELECTION,
    CreatedDate: new Date(wholeSeconds(context.clock.now())),
    DisableExecuteApiEndpoint: input.DisableExecuteApiEndpoint ?? false,
    IpAddressType: input.IpAddressType ?? "ipv4",
    Tags: input.Tags ?? {},
    ...(given({
      Description: input.Description,
      Version: input.Version,
      CorsConfiguration: corsOf(input.CorsConfiguration),
      DisableSchemaValidation: input.DisableSchemaValidation,
    }) as Partial<Api>),
  };
  saveApi(store, context, api);
  quickCreate(context, api.ApiId, input);
  return answer(api, context);
};

export const getApi: Operation<ApiGatewayV2, "GetApi"> = ({ ApiId }, context) =>
  answer(requireApi(context.store, context, ApiId), context);

export const getApis: Operation<ApiGatewayV2, "GetApis"> = (input, context) =>
  page(
    allApis(context.store, context).map((api) => answer(api, context)),
    input,
  );

export const updateApi: Operation<ApiGatewayV2, "UpdateApi"> = (input, context) => {
  const {
    ApiId,
    CorsConfiguration,
    CredentialsArn: _credentials,
    RouteKey: _route,
    Target: _target,
    ...changes
  } = input;
  const api = requireApi(context.store, context, ApiId);
  const next = changed(api, { ...changes, CorsConfiguration: corsOf(CorsConfiguration) });
  saveApi(context.store, context, next);
  autoDeploy(context, api.ApiId);
  return answer(next, context);
};

export const deleteApi: Operation<ApiGatewayV2, "DeleteApi"> = ({ ApiId }, context) => {
  removeApi(context.store, context, requireApi(context.store, context, ApiId).ApiId);
  return {};
};

export const deleteCorsConfiguration: Operation<ApiGatewayV2, "DeleteCorsConfiguration"> = ({ ApiId }, context) => {
  const { CorsConfiguration: _gone, ...api } = requireApi(context.store, context, ApiId);
  saveApi(context.store, context, api);
  return {};
};

function answer(api: Api, context: OperationContext) {
  const scheme = api.ProtocolType === "HTTP" ? "http" : "ws";
  const { port } = new URL(context.endpoint || "http://127.0.0.1:4566");
  return {
    ...api,
    Tags: { ...api.Tags },
    CorsConfiguration: api.CorsConfiguration as MutableCors | undefined,
    ApiEndpoint: `${scheme}://${api.ApiId}.execute-api.localhost${port ? `:${port}` : ""}`,
  };
}

type MutableCors = { -readonly [Name in keyof CorsConfiguration]: never };

/** Header and method names are kept in lower and upper case, as AWS gives them back; empty lists are not kept. */
function corsOf(cors: CorsConfiguration | undefined): CorsConfiguration | undefined {
  // A configuration without anything in it is none.
  if (!cors || Object.values(cors).every((value) => value === undefined)) return undefined;
  return given({
    AllowOrigins: some(cors.AllowOrigins),
    AllowCredentials: cors.AllowCredentials ?? false,
    ExposeHeaders: some(cors.ExposeHeaders)?.map((name) => name.toLowerCase()),
    MaxAge: cors.MaxAge,
    AllowMethods: some(cors.AllowMethods)?.map((name) => name.toUpperCase()),
    AllowHeaders: some(cors.AllowHeaders)?.map((name) => name.toLowerCase()),
  }) as CorsConfiguration;
}

const some = (list: readonly string[] | undefined): readonly string[] | undefined => (list?.length ? list : undefined);
