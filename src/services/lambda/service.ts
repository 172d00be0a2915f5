/** AWS Lambda. */
import type { Service } from "../../cloud/service.ts";
import { addLayerVersionPermission } from "./add-layer-version-permission.ts";
import { addPermission } from "./add-permission.ts";
import { checkpointDurableExecution } from "./checkpoint-durable-execution.ts";
import { codeEndpoint } from "./code-endpoint.ts";
import { createAlias } from "./create-alias.ts";
import { createCapacityProvider } from "./create-capacity-provider.ts";
import { createCodeSigningConfig } from "./create-code-signing-config.ts";
import { createEventSourceMapping } from "./create-event-source-mapping.ts";
import { createFunction } from "./create-function.ts";
import { createFunctionUrlConfig } from "./create-function-url-config.ts";
import { deleteAlias } from "./delete-alias.ts";
import { deleteCapacityProvider } from "./delete-capacity-provider.ts";
import { deleteCodeSigningConfig } from "./delete-code-signing-config.ts";
import { deleteEventSourceMapping } from "./delete-event-source-mapping.ts";
import { deleteFunction } from "./delete-function.ts";
import { deleteFunctionCodeSigningConfig } from "./delete-function-code-signing-config.ts";
import { deleteFunctionConcurrency } from "./delete-function-concurrency.ts";
import { deleteFunctionEventInvokeConfig } from "./delete-function-event-invoke-config.ts";
import { deleteFunctionUrlConfig } from "./delete-function-url-config.ts";
import { deleteLayerVersion } from "./delete-layer-version.ts";
import { deleteProvisionedConcurrencyConfig } from "./delete-provisioned-concurrency-config.ts";
import { guarded } from "./foreign-access.ts";
import { getFunctionRecursionConfig, putFunctionRecursionConfig } from "./function-recursion-config.ts";
import { getFunctionScalingConfig, putFunctionScalingConfig } from "./function-scaling-config.ts";
import { getAccountSettings } from "./get-account-settings.ts";
import { getAlias } from "./get-alias.ts";
import { getCapacityProvider } from "./get-capacity-provider.ts";
import { getCodeSigningConfig } from "./get-code-signing-config.ts";
import { getDurableExecution } from "./get-durable-execution.ts";
import { getDurableExecutionHistory } from "./get-durable-execution-history.ts";
import { getDurableExecutionState } from "./get-durable-execution-state.ts";
import { getEventSourceMapping } from "./get-event-source-mapping.ts";
import { getFunction } from "./get-function.ts";
import { getFunctionCodeSigningConfig } from "./get-function-code-signing-config.ts";
import { getFunctionConcurrency } from "./get-function-concurrency.ts";
import { getFunctionConfiguration } from "./get-function-configuration.ts";
import { getFunctionEventInvokeConfig } from "./get-function-event-invoke-config.ts";
import { getFunctionUrlConfig } from "./get-function-url-config.ts";
import { getLayerVersion } from "./get-layer-version.ts";
import { getLayerVersionByArn } from "./get-layer-version-by-arn.ts";
import { getLayerVersionPolicy } from "./get-layer-version-policy.ts";
import { getPolicy } from "./get-policy.ts";
import { getProvisionedConcurrencyConfig } from "./get-provisioned-concurrency-config.ts";
import { invoke } from "./invoke.ts";
import { invokeAsync } from "./invoke-async.ts";
import { invokeWithResponseStream } from "./invoke-with-response-stream.ts";
import { listAliases } from "./list-aliases.ts";
import { listCapacityProviders } from "./list-capacity-providers.ts";
import { listCodeSigningConfigs } from "./list-code-signing-configs.ts";
import { listDurableExecutionsByFunction } from "./list-durable-executions-by-function.ts";
import { listEventSourceMappings } from "./list-event-source-mappings.ts";
import { listFunctionEventInvokeConfigs } from "./list-function-event-invoke-configs.ts";
import { listFunctionUrlConfigs } from "./list-function-url-configs.ts";
import { listFunctionVersionsByCapacityProvider } from "./list-function-versions-by-capacity-provider.ts";
import { listFunctions } from "./list-functions.ts";
import { listFunctionsByCodeSigningConfig } from "./list-functions-by-code-signing-config.ts";
import { listLayerVersions } from "./list-layer-versions.ts";
import { listLayers } from "./list-layers.ts";
import { listProvisionedConcurrencyConfigs } from "./list-provisioned-concurrency-configs.ts";
import { listTags } from "./list-tags.ts";
import { listVersionsByFunction } from "./list-versions-by-function.ts";
import { publishLayerVersion } from "./publish-layer-version.ts";
import { publishVersion } from "./publish-version.ts";
import { putFunctionCodeSigningConfig } from "./put-function-code-signing-config.ts";
import { putFunctionConcurrency } from "./put-function-concurrency.ts";
import { putFunctionEventInvokeConfig } from "./put-function-event-invoke-config.ts";
import { putProvisionedConcurrencyConfig } from "./put-provisioned-concurrency-config.ts";
import { removeLayerVersionPermission } from "./remove-layer-version-permission.ts";
import { removePermission } from "./remove-permission.ts";
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from "./resource-policy-documents.ts";
import { startLambda } from "./running.ts";
import { getRuntimeManagementConfig, putRuntimeManagementConfig } from "./runtime-management-config.ts";
import {
  sendDurableExecutionCallbackFailure,
  sendDurableExecutionCallbackHeartbeat,
  sendDurableExecutionCallbackSuccess,
} from "./send-durable-execution-callback.ts";
import { stopDurableExecution } from "./stop-durable-execution.ts";
import { tagResource } from "./tag-resource.ts";
import { untagResource } from "./untag-resource.ts";
import { updateAlias } from "./update-alias.ts";
import { updateCapacityProvider } from "./update-capacity-provider.ts";
import { updateCodeSigningConfig } from "./update-code-signing-config.ts";
import { updateEventSourceMapping } from "./update-event-source-mapping.ts";
import { updateFunctionCode } from "./update-function-code.ts";
import { updateFunctionConfiguration } from "./update-function-configuration.ts";
import { updateFunctionEventInvokeConfig } from "./update-function-event-invoke-config.ts";
import { updateFunctionUrlConfig } from "./update-function-url-config.ts";
import { functionUrlEndpoint } from "./url/endpoint.ts";

export const lambda: Service = {
  name: "lambda",
  start: startLambda,
  endpoints: [functionUrlEndpoint, codeEndpoint],
  operations: guarded({
    AddLayerVersionPermission: addLayerVersionPermission,
    AddPermission: addPermission,
    CheckpointDurableExecution: checkpointDurableExecution,
    CreateAlias: createAlias,
    CreateCapacityProvider: createCapacityProvider,
    CreateCodeSigningConfig: createCodeSigningConfig,
    CreateEventSourceMapping: createEventSourceMapping,
    CreateFunction: createFunction,
    CreateFunctionUrlConfig: createFunctionUrlConfig,
    DeleteAlias: deleteAlias,
    DeleteCapacityProvider: deleteCapacityProvider,
    DeleteCodeSigningConfig: deleteCodeSigningConfig,
    DeleteEventSourceMapping: deleteEventSourceMapping,
    DeleteFunction: deleteFunction,
    DeleteFunctionCodeSigningConfig: deleteFunctionCodeSigningConfig,
    DeleteFunctionConcurrency: deleteFunctionConcurrency,
    DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
    DeleteFunctionUrlConfig: deleteFunctionUrlConfig,
    DeleteLayerVersion: deleteLayerVersion,
    DeleteProvisionedConcurrencyConfig: deleteProvisionedConcurrencyConfig,
    DeleteResourcePolicy: deleteResourcePolicy,
    GetAccountSettings: getAccountSettings,
    GetAlias: getAlias,
    GetCapacityProvider: getCapacityProvider,
    GetCodeSigningConfig: getCodeSigningConfig,
    GetDurableExecution: getDurableExecution,
    GetDurableExecutionHistory: getDurableExecutionHistory,
    GetDurableExecutionState: getDurableExecutionState,
    GetEventSourceMapping: getEventSourceMapping,
    GetFunction: getFunction,
    GetFunctionCodeSigningConfig: getFunctionCodeSigningConfig,
    GetFunctionConcurrency: getFunctionConcurrency,
    GetFunctionConfiguration: getFunctionConfiguration,
    GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
    GetFunctionRecursionConfig: getFunctionRecursionConfig,
    GetFunctionScalingConfig: getFunctionScalingConfig,
    GetFunctionUrlConfig: getFunctionUrlConfig,
    GetLayerVersion: getLayerVersion,
    GetLayerVersionByArn: getLayerVersionByArn,
    GetLayerVersionPolicy: getLayerVersionPolicy,
    GetPolicy: getPolicy,
    GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig,
    GetResourcePolicy: getResourcePolicy,
    GetRuntimeManagementConfig: getRuntimeManagementConfig,
    Invoke: invoke,
    InvokeAsync: invokeAsync,
    InvokeWithResponseStream: invokeWithResponseStream,
    ListAliases: listAliases,
    ListCapacityProviders: listCapacityProviders,
    ListCodeSigningConfigs: listCodeSigningConfigs,
    ListDurableExecutionsByFunction: listDurableExecutionsByFunction,
    ListEventSourceMappings: listEventSourceMappings,
    ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
    ListFunctionUrlConfigs: listFunctionUrlConfigs,
    ListFunctionVersionsByCapacityProvider: listFunctionVersionsByCapacityProvider,
    ListFunctions: listFunctions,
    ListFunctionsByCodeSigningConfig: listFunctionsByCodeSigningConfig,
    ListLayerVersions: listLayerVersions,
    ListLayers: listLayers,
    ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs,
    ListTags: listTags,
    ListVersionsByFunction: listVersionsByFunction,
    PublishLayerVersion: publishLayerVersion,
    PublishVersion: publishVersion,
    PutFunctionCodeSigningConfig: putFunctionCodeSigningConfig,
    PutFunctionConcurrency: putFunctionConcurrency,
    PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
    PutFunctionRecursionConfig: putFunctionRecursionConfig,
    PutFunctionScalingConfig: putFunctionScalingConfig,
    PutProvisionedConcurrencyConfig: putProvisionedConcurrencyConfig,
    PutResourcePolicy: putResourcePolicy,
    PutRuntimeManagementConfig: putRuntimeManagementConfig,
    RemoveLayerVersionPermission: removeLayerVersionPermission,
    RemovePermission: removePermission,
    SendDurableExecutionCallbackFailure: sendDurableExecutionCallbackFailure,
    SendDurableExecutionCallbackHeartbeat: sendDurableExecutionCallbackHeartbeat,
    SendDurableExecutionCallbackSuccess: sendDurableExecutionCallbackSuccess,
    StopDurableExecution: stopDurableExecution,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAlias: updateAlias,
    UpdateCapacityProvider: updateCapacityProvider,
    UpdateCodeSigningConfig: updateCodeSigningConfig,
    UpdateEventSourceMapping: updateEventSourceMapping,
    UpdateFunctionCode: updateFunctionCode,
    UpdateFunctionConfiguration: updateFunctionConfiguration,
    UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
    UpdateFunctionUrlConfig: updateFunctionUrlConfig,
  }),
};
