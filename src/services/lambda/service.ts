/** AWS Lambda. */
import type { Service } from "../../cloud/service.ts";
import { createFunction } from "./create-function.ts";
import { deleteFunction } from "./delete-function.ts";
import { getFunction } from "./get-function.ts";
import { getFunctionConfiguration } from "./get-function-configuration.ts";
import { invoke } from "./invoke.ts";
import { listFunctions } from "./list-functions.ts";
import { listVersionsByFunction } from "./list-versions-by-function.ts";
import { publishVersion } from "./publish-version.ts";
import { startLambda } from "./running.ts";
import { updateFunctionCode } from "./update-function-code.ts";
import { updateFunctionConfiguration } from "./update-function-configuration.ts";

export const lambda: Service = {
  name: "lambda",
  start: startLambda,
  operations: {
    CreateFunction: createFunction,
    DeleteFunction: deleteFunction,
    GetFunction: getFunction,
    GetFunctionConfiguration: getFunctionConfiguration,
    Invoke: invoke,
    ListFunctions: listFunctions,
    ListVersionsByFunction: listVersionsByFunction,
    PublishVersion: publishVersion,
    UpdateFunctionCode: updateFunctionCode,
    UpdateFunctionConfiguration: updateFunctionConfiguration,
  },
};
