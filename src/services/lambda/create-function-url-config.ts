import type { LambdaOperation } from "./client.ts";
import { conflict, notFound } from "./fault.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { findAlias, findFunction } from "./functions.ts";
import { findUrl, saveUrl, urlConfig, urlId, urlTime } from "./url/urls.ts";

export const createFunctionUrlConfig: LambdaOperation<"CreateFunctionUrlConfig"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  const { account, region, name, qualifier } = reference;
  if (!findFunction(context, reference)) throw notFound("Function does not exist");
  if (qualifier !== undefined && !findAlias(context, reference, qualifier)) throw notFound("Function does not exist");
  if (findUrl(context, reference)) {
    throw conflict(
      `Failed to create function url config for [functionArn = ${functionArn(reference, name, qualifier)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
  }
  const now = urlTime(context.clock.now());
  const record = saveUrl(context, {
    account,
    region,
    id: urlId(reference),
    functionName: name,
    ...(qualifier !== undefined && { qualifier }),
    authType: input.AuthType ?? "AWS_IAM",
    ...(input.Cors && { cors: input.Cors }),
    invokeMode: input.InvokeMode ?? "BUFFERED",
    createdAt: now,
    modifiedAt: now,
  });
  const { LastModifiedTime: _, ...created } = urlConfig(record, context.endpoint);
  return created;
};
